"""Who counts alike cases: each source is registered once, and the sweep asks all of them.

    patterns.register("training.returned_evidence", "Evidence returned", returned_evidence, names=names_of_items)

A counter takes two instants and yields a tuple (topic, participant id, instant, reference) for each case between
them. A topic is what cases have in common, as short and lasting as the code of a requirement; sources keep their
topics apart, so that of issues begins with a word of its own ("issues:metering"). A reference names the case, once
for ever, under which it is found again. `names` gives the topics' names for people. A later
app registers its own source in `ready()`; nothing here knows of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from training.choices import NeedOrigin
from training.rules.patterns import Case

Counter = Callable[[datetime, datetime], Iterable[tuple[str, int, datetime, str]]]
Names = Callable[[Iterable[str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    label: str
    counter: Counter
    names: Names
    origin: str

    def cases(self, since: datetime, until: datetime) -> list[Case]:
        return [Case(*told) for told in self.counter(since, until)]

    def count(self, *, topic: str, participant_id: int | None, since: datetime, until: datetime) -> int:
        """How many cases of the topic there were, of one participant or in the whole market."""
        alike = (case for case in self.cases(since, until) if case.topic == topic)
        return sum(participant_id in (None, case.participant_id) for case in alike)

    def named(self, topic: str) -> str:
        return self.names([topic]).get(topic, topic)


_sources: dict[str, Source] = {}


def register(
    name: str,
    label: str,
    counter: Counter,
    *,
    names: Names = lambda topics: {},
    origin: str = NeedOrigin.PATTERN,
) -> None:
    """Make a source known; the same name again replaces it."""
    _sources[name] = Source(name, label, counter, names, origin)


def every() -> list[Source]:
    return list(_sources.values())


def get(name: str) -> Source | None:
    """None for a source of an app that is not installed any more."""
    return _sources.get(name)


def label_of(name: str) -> str:
    found = get(name)
    return found.label if found else name
