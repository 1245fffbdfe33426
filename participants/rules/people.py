"""Who must never be missing: pure reasoning over periods of days."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included; no last day: until further notice."""

    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A regulated role as someone holds it; `whole`: for the participant, not for one registration."""

    id: int
    kind: str
    period: Period
    whole: bool = True


def first_day_without(period: Period, others: Iterable[Period]) -> date | None:
    """The first day within `period` that none of `others` covers, or None when they cover all of it."""
    day = period.starts_on
    for other in sorted(others, key=lambda one: one.starts_on):
        if other.starts_on > day:
            break
        if other.ends_on is None:
            return None
        day = max(day, other.ends_on + ONE_DAY)
    if period.ends_on is not None and day > period.ends_on:
        return None
    return day


def would_leave_without(role: Held, *, after: date, others: Iterable[Held], never: Collection[str]) -> date | None:
    """The first day without a holder if `role` were to end on `after`; None when all is well.

    Counts only the kinds in `never` (of which a participant is never without one) held for the whole
    participant, and only the days that the role itself would still have covered.
    """
    if role.kind not in never or not role.whole:
        return None
    loses = Period(max(after + ONE_DAY, role.period.starts_on), role.period.ends_on)
    if loses.ends_on is not None and loses.ends_on < loses.starts_on:
        return None
    same = (other.period for other in others if other.kind == role.kind and other.whole and other.id != role.id)
    return first_day_without(loses, same)
