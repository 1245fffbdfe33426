"""Open days counted on a calendar, and the dates of retail test flights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from participants.rules.requirements.items import Item
from portal.calendars.days import advance_days, previous_such_day
from portal.calendars.week import WorkCalendar

Pace = Literal["least", "typical"]
Calendars = Mapping[str, WorkCalendar]

ENTRY: Final = "entry"
RUN: Final = "run"
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Flight:
    """A published test flight: when it runs, and the last day on which an application still makes it."""

    code: str
    starts_on: date
    ends_on: date
    apply_by: date


def days_of(item: Item, pace: Pace) -> int:
    """How many open days an item takes; none where nobody can say."""
    if pace == "typical" and item.typical_days is not None:
        return item.typical_days
    return item.least_days or 0


def without_lead_time(items: Iterable[Item]) -> list[str]:
    """The items whose days nobody knows: with one of them a plan says "not before", not "on"."""
    return [item.code for item in items if item.least_days is None and not item.flight]


def finished(calendar: WorkCalendar, ready: date, days: int) -> date:
    """The last of so many open days after the day on which work could begin."""
    if not days:
        return ready
    begin = calendar.midnight(ready.toordinal())
    return _day(calendar, advance_days(calendar, begin, days, due_time="end_of_day"))


def first_day(calendar: WorkCalendar, finish: date, days: int) -> date:
    """The open day on which work must begin to be finished that day."""
    if not days:
        return finish
    after = calendar.midnight(finish.toordinal() + 1)
    return _day(calendar, advance_days(calendar, after, -days, due_time="end_of_day"))


def last_open(calendar: WorkCalendar, limit: date) -> date:
    """The last open day up to the limit."""
    return previous_such_day(calendar, limit)


def next_flight(flights: Iterable[Flight], applied: date, ready: date) -> Flight | None:
    """The first flight that an application of that day still makes, and for which all is ready before it starts."""
    fitting = [one for one in flights if applied <= one.apply_by and ready < one.starts_on]
    return min(fitting, key=lambda one: (one.ends_on, one.starts_on), default=None)


def last_flight(flights: Iterable[Flight], limit: date) -> Flight | None:
    """The last flight that has ended by the limit."""
    return max(
        (one for one in flights if one.ends_on <= limit), key=lambda one: (one.starts_on, one.ends_on), default=None
    )


def _day(calendar: WorkCalendar, instant: object) -> date:
    return instant.astimezone(calendar.zone).date()
