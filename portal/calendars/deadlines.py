"""A clock's rule as the engine takes it: an amount of its calendar's time, or a fixed day. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from portal.calendars import targets, worktime
from portal.calendars.days import DayRule, count_days, count_steps, next_such_day, previous_such_day
from portal.calendars.ledger import LedgerSpan, day_ledger, time_ledger
from portal.calendars.localtime import MICROSECOND, TooFar, as_utc
from portal.calendars.pauses import Pause
from portal.calendars.targets import Target
from portal.calendars.week import WorkCalendar

Roll = Literal["none", "next", "previous"]

_ROLL_WORDS = {
    "none": "",
    "next": ", or the next open day",
    "previous": ", or the open day before",
}
_DUE_TIME_WORDS = {"close": "close of business", "end_of_day": "the end of the day"}


@dataclass(frozen=True, slots=True)
class FixedDay:
    """Due on a named day, at its close of business or its end; `roll` says what a closed day becomes."""

    day: date
    due_time: str = "close"
    roll: Roll = "next"

    def __post_init__(self):
        if self.due_time not in _DUE_TIME_WORDS:
            raise ValueError("A fixed day is due at the close of business or at the end of the day.")
        if self.roll not in _ROLL_WORDS:
            raise ValueError("A closed day stays, or becomes the next or the previous open one.")

    def due_at(self, calendar: WorkCalendar) -> datetime:
        """The due instant; the close of a closed day that stays is the end of that day."""
        day = self.day
        if self.roll != "none":
            day = (next_such_day if self.roll == "next" else previous_such_day)(calendar, day)
        closes = calendar.closes_at(day) if self.due_time == "close" else None
        return closes or calendar.midnight(day.toordinal() + 1) - MICROSECOND

    def in_words(self) -> str:
        """For people: "2026-11-27 at close of business, or the next open day"."""
        return f"{self.day} at {_DUE_TIME_WORDS[self.due_time]}{_ROLL_WORDS[self.roll]}"


Rule = Target | FixedDay


def rule_of(clock: Any) -> Rule:
    """The rule that a clock's row holds."""
    if clock.fixed_day is not None:
        return FixedDay(clock.fixed_day, clock.due_time, clock.roll)
    return Target(clock.amount, clock.unit, clock.start_day, clock.due_time, clock.at_zero)


def due_at(calendar: WorkCalendar, start: datetime, rule: Rule, pauses: Sequence[Pause] = ()) -> datetime | None:
    """The due instant; None while a pause is open. Pauses do not move a fixed day."""
    return None if _standing_still(pauses) else reached_at(calendar, start, rule, pauses)


def reached_at(calendar: WorkCalendar, start: datetime, rule: Rule, pauses: Sequence[Pause] = ()) -> datetime | None:
    """The due instant also where a pause began after it that is still open; None where that pause keeps it away."""
    if isinstance(rule, FixedDay):
        return rule.due_at(calendar)
    return targets.due_at(calendar, start, rule, pauses)


def remaining(calendar: WorkCalendar, start: datetime, rule: Rule, pauses: Sequence[Pause]) -> timedelta:
    """The open time left when a clock was paused: what would still run if it were resumed at once."""
    since = next(pause.start for pause in pauses if pause.end is None)
    ended = [pause for pause in pauses if pause.end is not None]
    due = due_at(calendar, start, rule, ended)
    return worktime.elapsed(calendar, max(start, since), due)


def ledger(calendar: WorkCalendar, start: datetime, rule: Rule, pauses: Sequence[Pause]) -> list[LedgerSpan]:
    """The spans between start and due instant with what each counted."""
    if isinstance(rule, FixedDay):
        return _ledger_of_day(calendar, as_utc(start), rule)
    return targets.due(calendar, start, rule, pauses).ledger


def _standing_still(pauses: Sequence[Pause]) -> bool:
    return any(pause.end is None for pause in pauses)


def _ledger_of_day(calendar: WorkCalendar, start: datetime, rule: FixedDay) -> list[LedgerSpan]:
    """Day by day like a count of days that ends on the fixed one; nothing where that day had passed at the start."""
    due = rule.due_at(calendar)
    if due <= start:
        return []
    first, last = date.fromordinal(calendar.day_of(start)), date.fromordinal(calendar.day_of(due))
    try:
        days = count_days(calendar, first, last)
        closes = calendar.closes_at(first)
        days -= closes is not None and rule.due_time == "close" and closes < start
        reached, steps = count_steps(calendar, start, days, DayRule("inclusive", rule.due_time))
    except TooFar:
        return []
    if not days or reached != due:
        return time_ledger(calendar, start, due)
    return day_ledger(calendar, start, due, steps)
