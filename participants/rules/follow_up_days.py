"""On which working day a follow-up is due, and why not on another. Pure: calendar and instant are given."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final

from portal.calendars.days import advance_days, next_such_day
from portal.calendars.worktime import WorkCalendar
from portal.lifecycle.refusals import Refused

MOST_DAYS: Final = 260  # a year of Business Days
FURTHEST: Final = timedelta(days=5 * 366)
PAST: Final = "Choose a day from today on."
OVER: Final = "Business is over for today: choose a later day."
TOO_FAR: Final = "Choose a day within five years."
NUMBER: Final = f"Give a number of Business Days from 1 to {MOST_DAYS}."
ONE_OF_BOTH: Final = "Give either a day or a number of Business Days."
ONE_DAY: Final = timedelta(days=1)
WEEKEND: Final = "weekend"


@dataclass(frozen=True, slots=True)
class Term:
    """When something is due, as a person gave it: a day, or so many Business Days from now."""

    day: date | None = None
    in_days: int | None = None

    def __post_init__(self) -> None:
        if (self.day is None) == (self.in_days is None):
            raise Refused(ONE_OF_BOTH)
        if self.in_days is not None and not 1 <= self.in_days <= MOST_DAYS:
            raise Refused(NUMBER)


@dataclass(frozen=True, slots=True)
class Due:
    """The working day, the instant business closes on it, and in words why it is that day ("" when plain)."""

    day: date
    at: datetime
    because: str = ""


def due(calendar: WorkCalendar, now: datetime, term: Term) -> Due:
    """The working day of a term, until close of business; a day on which nobody works becomes the next.

    Refused for a day that is over, and for one further away than five years.
    """
    today = now.astimezone(calendar.zone).date()
    if term.in_days is not None:
        at = advance_days(calendar, now, term.in_days, due_time="close")
        day = at.astimezone(calendar.zone).date()
        return Due(day, at, why(calendar, today + ONE_DAY, day, weekends=False))
    if term.day < today:
        raise Refused(PAST)
    if term.day - today > FURTHEST:
        raise Refused(TOO_FAR)
    day = next_such_day(calendar, term.day)
    at = calendar.closes_at(day)
    if at <= now:
        raise Refused(OVER)
    return Due(day, at, why(calendar, term.day, day))


def why(calendar: WorkCalendar, first: date, day: date, *, weekends: bool = True) -> str:
    """The days from `first` until before `day` on which nobody works: "Nov 26 and 27 (Thanksgiving) do not count"."""
    days = [first + timedelta(distance) for distance in range((day - first).days)]
    closed = [(one, calendar.closed_because(one)) for one in days]
    named = [(one, _kind(one, name)) for one, name in closed if name and (weekends or one in calendar.holidays)]
    parts = [_said([one for one, _ in group], name) for name, group in groupby(named, key=itemgetter(1))]
    return f"{_listed(parts)} {'does' if len(named) == 1 else 'do'} not count" if parts else ""


def _kind(day: date, name: str) -> str:
    return WEEKEND if name == f"{day:%A}" else name


def _said(days: list[date], name: str) -> str:
    """ "Nov 26 and 27 (Thanksgiving)", "Nov 28 and 29 (weekend)", "Nov 29 (Sunday)"."""
    first, last = days[0], days[-1]
    if len(days) == 1:
        return f"{_short(first)} ({f'{first:%A}' if name == WEEKEND else name})"
    until = str(last.day) if (first.year, first.month) == (last.year, last.month) else _short(last)
    return f"{_short(first)} {'and' if len(days) == 2 else 'to'} {until} ({name})"


def _short(day: date) -> str:
    return f"{day:%b} {day.day}"


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
