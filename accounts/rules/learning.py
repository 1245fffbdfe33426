"""How far a step of a learning plan is, and whether it is late. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from accounts.learning_sources import Progress

DONE: Final = "done"
LATE: Final = "late"
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands on a day: its state, on which day it was reached, how many of the wanted, in words."""

    state: str
    done: int
    reached_on: date | None
    says: str
    url: str


def standing(*, times: int, target_on: date, kept_on: date | None, facts: Progress | None, today: date) -> Standing:
    """Facts count where there are any; else what was kept by the mentor's word. A day that is today is not late."""
    if facts is None:
        state = DONE if kept_on else _unfinished(target_on, today)
        return Standing(state, times if kept_on else 0, kept_on, "", "")
    if facts.done >= times:
        return Standing(DONE, times, facts.reached_on, facts.says, facts.url)
    return Standing(_unfinished(target_on, today), facts.done, None, facts.says, facts.url)


def _unfinished(target_on: date, today: date) -> str:
    return LATE if target_on < today else OPEN
