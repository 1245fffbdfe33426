"""What makes up the health of a relationship: measures, each registered by the app that owns its facts.

    health.register("satisfaction", judge, {"window_days": WINDOW, "least": LEAST})

`judge(asked)` tells for each of many participants what the facts come to, in the same few statements for any number
of them; one that is not in the answer has nothing to judge. Weights and the named numbers stand in the catalog
(`HealthMeasure`), under the same code. A fact counts in one measure only, so that nothing counts twice.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from participants.proposals import Evidence
from participants.rules.health import percent
from participants.rules.health_terms import Term
from portal.scoping.today import market_day

MOST_FACTS: Final = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Which participants, when, by which numbers of the catalog."""

    ids: Collection[int]
    now: datetime
    terms: Mapping[str, int]

    @property
    def today(self) -> date:
        return market_day(self.now)

    @property
    def since(self) -> datetime:
        return self.now - timedelta(days=self.terms["window_days"])


@dataclass(slots=True)
class Judged:
    """What the facts come to: 0 to 100, or None for nothing to judge; `words` say how.

    `sample` is how many things were looked at, `newest` the day of the latest of them, `facts` the rows to look at.
    """

    value: int | None
    words: str
    sample: int = 0
    newest: date | None = None
    facts: list[Evidence] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """Good and bad ones of one participant as a judge counts them, the bad ones as facts."""

    good: int = 0
    bad: int = 0
    newest: date | None = None
    facts: list[Evidence] = field(default_factory=list)

    def add(self, good: bool, day: date, fact: Evidence | None = None) -> None:
        self.good, self.bad = self.good + good, self.bad + (not good)
        self.newest = max(self.newest or day, day)
        if fact is not None:
            self.facts.append(fact)

    def judged(self, least: int, words: str, few: str) -> Judged:
        """The share of good ones; `words` and `few` name what was counted, with {good}, {total} and {least}."""
        total = self.good + self.bad
        told = {"good": self.good, "total": total, "least": least}
        if total < least:
            return Judged(None, few.format(**told), total, self.newest, self.facts)
        return Judged(percent(self.good, total), words.format(**told), total, self.newest, self.facts)


Judge = Callable[[Asked], Mapping[int, Judged]]


@dataclass(frozen=True, slots=True)
class Source:
    code: str
    judge: Judge
    terms: Mapping[str, Term]


_sources: dict[str, Source] = {}


def register(code: str, judge: Judge, terms: Mapping[str, Term]) -> None:
    """Add a measure; the same code again replaces it."""
    _sources[code] = Source(code, judge, terms)


def sources() -> Iterable[Source]:
    return tuple(_sources.values())


def source_of(code: str) -> Source | None:
    return _sources.get(code)
