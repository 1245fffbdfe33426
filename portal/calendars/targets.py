"""Targets as policies name them ("4 hours", "10 days until close of business"), their due instants and warnings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from portal.calendars.days import DayRule, DueTime, StartDay, advance_days, count_steps
from portal.calendars.ledger import LedgerSpan, day_ledger, time_ledger
from portal.calendars.localtime import MICROSECOND, ZERO, TooFar, as_utc
from portal.calendars.pauses import Pause
from portal.calendars.week import WorkCalendar
from portal.calendars.worktime import AtZero, advance, elapsed

Unit = Literal["minute", "hour", "day"]

_SECONDS: Final = {"minute": 60, "hour": 3600}
_LARGEST: Final = 10**9
_FINEST: Final = -30
_MICROSECONDS: Final = 10**6
_START_DAY_WORDS: Final = {"exclusive": "first day not counted", "inclusive": "first day counted"}
_DUE_TIME_WORDS: Final = {
    "same": "at the same time of day",
    "close": "until close of business",
    "end_of_day": "until the end of the day",
}


@dataclass(frozen=True, slots=True)
class Target:
    """So many open minutes, hours or days; ValueError for fractions of a day and fractions of a microsecond.

    `start_day` and `due_time` matter for days, `at_zero` for minutes and hours. A negative amount counts back.
    """

    amount: Decimal | int
    unit: Unit
    start_day: StartDay = "exclusive"
    due_time: DueTime = "same"
    at_zero: AtZero = "start"

    def __post_init__(self):
        if self.unit not in ("minute", "hour", "day"):
            raise ValueError("A target is given in minutes, hours or days.")
        if self.at_zero not in ("start", "opening"):
            raise ValueError("A target of zero ends at the start or at the next opening.")
        DayRule(self.start_day, self.due_time)
        amount = _exactly(self.amount)
        if self.unit == "day" and amount.denominator != 1:
            raise ValueError("Days are counted whole.")
        if self.unit != "day" and (amount * _SECONDS[self.unit] * _MICROSECONDS).denominator != 1:
            raise ValueError(f"{self.amount} {self.unit}s cannot be reckoned exactly to the microsecond.")

    @property
    def is_days(self) -> bool:
        """Whether days are counted, instead of open time."""
        return self.unit == "day"

    def as_timedelta(self) -> timedelta:
        """The open time of a target in minutes or hours; ValueError for days, which have no fixed length."""
        if self.is_days:
            raise ValueError("A number of days is not a length of time.")
        return int(Fraction(self.amount) * _SECONDS[self.unit] * _MICROSECONDS) * MICROSECOND

    def in_words(self) -> str:
        """For people: "4 hours", "10 days, first day not counted, until close of business"."""
        size = abs(self.amount)
        words = f"{Decimal(size).normalize():f} {self.unit}{'' if size == 1 else 's'}"
        if self.amount < 0:
            words += " before"
        if self.is_days:
            return f"{words}, {_START_DAY_WORDS[self.start_day]}, {_DUE_TIME_WORDS[self.due_time]}"
        return f"{words}, at the next opening" if not size and self.at_zero == "opening" else words


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock is due (None while it is paused), and the ledger that says why."""

    due_at: datetime | None
    ledger: list[LedgerSpan]


def due(calendar: WorkCalendar, start: datetime, target: Target, pauses: Sequence[Pause] = ()) -> Due:
    """The due instant with its ledger."""
    if target.is_days:
        at, steps = count_steps(calendar, start, int(target.amount), _day_rule(target), pauses)
        return Due(at, day_ledger(calendar, start, at, steps, pauses))
    at = due_at(calendar, start, target, pauses)
    return Due(at, time_ledger(calendar, start, at, pauses))


def due_at(calendar: WorkCalendar, start: datetime, target: Target, pauses: Sequence[Pause] = ()) -> datetime | None:
    """The due instant alone, or None while an open pause keeps it from being known."""
    if target.is_days:
        return count_steps(calendar, start, int(target.amount), _day_rule(target), pauses)[0]
    return advance(calendar, start, target.as_timedelta(), pauses, at_zero=target.at_zero)


def offset_before(
    calendar: WorkCalendar, start: datetime, target: Target, offset: Target, pauses: Sequence[Pause] = ()
) -> datetime | None:
    """When exactly `offset` is left of the target: a reminder. Never before the start; None while that is not known.

    An offset in days is counted back from the due instant, at its time of day.
    """
    _refuse_negative(target, offset)
    start = as_utc(start)
    if offset.is_days:
        at = due_at(calendar, start, target, pauses)
        if at is None or not offset.amount:
            return at
        return max(start, advance_days(calendar, at, -int(offset.amount), start_day=offset.start_day))
    if not offset.amount:
        return due_at(calendar, start, target, pauses)
    whole = _open_time(calendar, start, target, pauses)
    if whole is None:
        return None
    return advance(calendar, start, max(ZERO, whole - offset.as_timedelta()), pauses)


def offset_after(calendar: WorkCalendar, due_at: datetime, offset: Target) -> datetime:
    """When `offset` has passed since the due instant: an escalation. Pauses play no part once it is due."""
    if offset.is_days:
        rule = _day_rule(offset)
        return count_steps(calendar, due_at, int(offset.amount), rule)[0]
    return advance(calendar, due_at, offset.as_timedelta(), at_zero=offset.at_zero)


def share_of(
    calendar: WorkCalendar, start: datetime, target: Target, percent: Decimal | int, pauses: Sequence[Pause] = ()
) -> datetime | None:
    """When so many percent of the target's open time have run: "75 %" of 8 hours is after 6 hours.

    Of days it is the share of the open time between the start and the due instant. All of it is the due instant.
    """
    share = _exactly(percent)
    if share < 0 or target.amount < 0:
        raise ValueError("A warning is a share of a target that lies ahead.")
    if share == 100:
        return due_at(calendar, start, target, pauses)
    whole = _open_time(calendar, start, target, pauses)
    if whole is None:
        return None
    return advance(calendar, start, int(whole // MICROSECOND * share / 100) * MICROSECOND, pauses)


def _open_time(calendar: WorkCalendar, start: datetime, target: Target, pauses: Sequence[Pause]) -> timedelta | None:
    """The open time a target spans; for days None while an open pause hides the due instant."""
    if not target.is_days:
        return target.as_timedelta()
    at = due_at(calendar, start, target, pauses)
    return None if at is None else elapsed(calendar, start, at, pauses)


def _day_rule(target: Target) -> DayRule:
    return DayRule(target.start_day, target.due_time)


def _refuse_negative(target: Target, offset: Target) -> None:
    if target.amount < 0 or offset.amount < 0:
        raise ValueError("A reminder comes before a target that lies ahead.")


def _exactly(amount: Decimal | int) -> Fraction:
    """The number without rounding; ValueError for what is no sensible number."""
    if type(amount) is not int and not isinstance(amount, Decimal):
        raise ValueError("An amount is a whole or a decimal number.")
    if isinstance(amount, Decimal) and not amount.is_finite():
        raise ValueError("An amount must be a finite number.")
    if abs(amount) > _LARGEST:
        raise TooFar
    if isinstance(amount, Decimal) and amount and amount.normalize().as_tuple().exponent < _FINEST:
        raise ValueError(f"{amount:.3e} is too fine to be reckoned.")
    return Fraction(amount)
