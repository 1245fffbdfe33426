"""Who held the time of a question: the department or the account manager. Pure: steps and the instant are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from issues.rules.referral_moves import HELD_BY_DEPARTMENT, HELD_BY_MANAGER
from portal.calendars.worktime import WorkCalendar, elapsed

NOTHING: Final = timedelta(0)


class Entered(NamedTuple):
    """That a question entered a state at an instant."""

    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Open business time and calendar time that each side held a question."""

    department: timedelta = NOTHING
    department_calendar: timedelta = NOTHING
    manager: timedelta = NOTHING
    manager_calendar: timedelta = NOTHING

    def __add__(self, other: "Held") -> "Held":
        return Held(
            self.department + other.department,
            self.department_calendar + other.department_calendar,
            self.manager + other.manager,
            self.manager_calendar + other.manager_calendar,
        )


def held(steps: Sequence[Entered], until: datetime, calendar: WorkCalendar) -> Held:
    """What each side held from the first step until it ended, or until the given instant; steps come in order."""
    total = Held()
    for (state, begins), ends in zip(steps, [*(step.at for step in steps[1:]), until], strict=False):
        total += _span(state, begins, min(ends, until), calendar)
    return total


def summed(parts: Iterable[Held]) -> Held:
    return sum(parts, start=Held())


def _span(state: str, begins: datetime, ends: datetime, calendar: WorkCalendar) -> Held:
    if ends <= begins:
        return Held()
    if state in HELD_BY_DEPARTMENT:
        return Held(department=elapsed(calendar, begins, ends), department_calendar=ends - begins)
    if state in HELD_BY_MANAGER:
        return Held(manager=elapsed(calendar, begins, ends), manager_calendar=ends - begins)
    return Held()
