"""On which day a plan's task is due, in the calendar of its day kind, and why not on another. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from participants.rules.follow_up_days import ONE_DAY, why
from portal.calendars.days import advance_days, next_such_day
from portal.calendars.deadlines import FixedDay, Rule
from portal.calendars.targets import Target
from portal.calendars.week import WorkCalendar
from portal.lifecycle.refusals import Refused

ALWAYS: Final = "always"
MOST_DAYS: Final = 400
FURTHEST: Final = timedelta(days=5 * 366)
EITHER: Final = "Give either a day, or a first day and a number of days after it."
NUMBER: Final = f"Give a number of days from 1 to {MOST_DAYS}."
BEFORE: Final = "The day is before the plan begins."
TOO_FAR: Final = "Choose a day within five years of the plan's beginning."


@dataclass(frozen=True, slots=True)
class TaskTerm:
    """When a task is due, as a person gave it: a day, or so many days of its calendar after a first one."""

    due_on: date | None = None
    begins_on: date | None = None
    days: int | None = None

    def __post_init__(self) -> None:
        if (self.due_on is None) == (self.days is None) or (self.days is not None and self.begins_on is None):
            raise Refused(EITHER)
        if self.days is not None and not 1 <= self.days <= MOST_DAYS:
            raise Refused(NUMBER)

    @classmethod
    def of(cls, task: Any) -> "TaskTerm":
        """The term that a task's row holds."""
        return cls(due_on=task.due_on if task.days is None else None, begins_on=task.begins_on, days=task.days)


@dataclass(frozen=True, slots=True)
class TaskDue:
    """The day, and in words why it is that one ("" when plain)."""

    day: date
    because: str = ""


def due(calendar: WorkCalendar, term: TaskTerm) -> TaskDue:
    """A day on which the calendar is closed becomes the next open one; the first day itself is not counted."""
    if term.days is None:
        day = next_such_day(calendar, term.due_on)
        return TaskDue(day, why(calendar, term.due_on, day))
    start = calendar.midnight(term.begins_on.toordinal())
    day = advance_days(calendar, start, term.days, due_time="end_of_day").astimezone(calendar.zone).date()
    return TaskDue(day, why(calendar, term.begins_on + ONE_DAY, day, weekends=False))


def require_within(day: date, starts_on: date) -> None:
    """A plan's day is neither before the plan nor beyond what anybody plans."""
    if day < starts_on:
        raise Refused(BEFORE)
    if day - starts_on > FURTHEST:
        raise Refused(TOO_FAR)


def clock_rule(code: str, term: TaskTerm, calendar: WorkCalendar, now: datetime) -> tuple[Rule, datetime]:
    """The rule of a task's clock and the instant from which it counts.

    Days are counted from the first day where that has come; a day that lies ahead is kept as the day it leads to.
    """
    due_time = "end_of_day" if code == ALWAYS else "close"
    if term.days is not None:
        start = calendar.midnight(term.begins_on.toordinal())
        if start <= now:
            return Target(term.days, "day", due_time=due_time), start
    return FixedDay(due(calendar, term).day, due_time, "next"), now
