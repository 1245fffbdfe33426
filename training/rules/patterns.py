"""When alike cases ask for training. Pure: the cases are given, nothing is read.

Three of one participant, or ten in the market, within ninety days make a training need to look at.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

WINDOW: Final = timedelta(days=90)
OF_ONE: Final = 3
IN_MARKET: Final = 10
# Ten cases of one participant are that participant's need; a count of one would also tell whose it is.
FEWEST_PARTICIPANTS: Final = 2


class Case(NamedTuple):
    """One thing that went wrong: about what, whose it is, when, and the reference under which it is found."""

    topic: str
    participant_id: int
    at: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Alike cases that reach a limit; `participant_id` is None for a pattern of the whole market."""

    topic: str
    participant_id: int | None
    cases: tuple[Case, ...]

    @property
    def participants(self) -> int:
        return participants_of(self.cases)


def participants_of(cases: Iterable[Case]) -> int:
    """How many participants the cases are of."""
    return len({case.participant_id for case in cases})


def within(cases: Iterable[Case], now: datetime) -> list[Case]:
    """Those of the last ninety days, each reference once, the oldest first."""
    found = {(case.topic, case.reference): case for case in cases if now - WINDOW <= case.at <= now}
    return sorted(found.values(), key=lambda case: (case.at, case.reference))


def patterns(cases: Iterable[Case], now: datetime) -> list[Pattern]:
    """What reaches a limit: of the market first, then of single participants, by topic."""
    by_topic: dict[str, list[Case]] = defaultdict(list)
    by_owner: dict[tuple[str, int], list[Case]] = defaultdict(list)
    for case in within(cases, now):
        by_topic[case.topic].append(case)
        by_owner[case.topic, case.participant_id].append(case)
    market = [
        Pattern(topic, None, tuple(alike))
        for topic, alike in sorted(by_topic.items())
        if len(alike) >= IN_MARKET and participants_of(alike) >= FEWEST_PARTICIPANTS
    ]
    return market + [
        Pattern(topic, owner, tuple(alike))
        for (topic, owner), alike in sorted(by_owner.items())
        if len(alike) >= OF_ONE
    ]
