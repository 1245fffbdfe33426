"""Business time: where a clock of so many minutes ends, and how much of it has run.

Arithmetic is on UTC instants and exact to the microsecond. Every instant given must carry a zone (else ValueError),
every instant returned is in UTC. A walk goes at most 30 years: beyond that it raises TooFar, or NeverOpens if nothing
was open on the way.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from portal.calendars.localtime import HORIZON, ZERO, NeverOpens, TooFar, as_utc
from portal.calendars.pauses import Pause, disjoint, running
from portal.calendars.week import Holiday, Hours, Span, WorkCalendar

__all__ = [
    "AtZero",
    "Holiday",
    "Hours",
    "NeverOpens",
    "Pause",
    "TooFar",
    "WorkCalendar",
    "advance",
    "elapsed",
    "is_open",
    "next_opening",
    "remaining",
]

AtZero = Literal["start", "opening"]

# The horizon is counted in local days, whose last may end a little later than a full number of UTC days.
_SLACK: Final = timedelta(days=2)


def advance(
    calendar: WorkCalendar,
    start: datetime,
    amount: timedelta,
    pauses: Sequence[Pause] = (),
    *,
    at_zero: AtZero = "start",
) -> datetime | None:
    """The first instant by which `amount` of open, unpaused time has passed since `start`.

    An amount that is used up at closing ends at closing. None while an open pause keeps it from being reached. An
    amount of zero ends at the start itself, or at the next opening, as `at_zero` says. A negative amount walks back
    to the last instant from which that much open time leads to `start`; it takes no pauses (ValueError).
    """
    if at_zero not in ("start", "opening"):
        raise ValueError("A target of zero ends at the start or at the next opening.")
    start = as_utc(start)
    if amount < ZERO:
        return _retreat(calendar, start, -amount, pauses)
    if not amount and at_zero == "start":
        return start
    for opens, closes in _running_from(calendar, start, pauses):
        length = closes - opens
        if amount <= length:
            return opens + amount
        amount -= length
    return None


def elapsed(calendar: WorkCalendar, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
    """The open, unpaused time between two instants; zero when the end is not after the start."""
    start, end = as_utc(start), as_utc(end)
    spans = open_between(calendar, start, end)
    if pauses:
        spans = running(spans, disjoint(pauses, start))
    total = ZERO
    for opens, closes in spans:
        total += closes - opens
    return total


def remaining(
    calendar: WorkCalendar, start: datetime, amount: timedelta, pauses: Sequence[Pause], at: datetime
) -> timedelta:
    """What is left of `amount` at an instant, in open time; negative by as much as it is late."""
    return amount - elapsed(calendar, start, at, pauses)


def next_opening(calendar: WorkCalendar, instant: datetime) -> datetime:
    """The instant itself when the calendar is open then, else the next opening."""
    return next(calendar.open_from(as_utc(instant)))[0]


def is_open(calendar: WorkCalendar, instant: datetime) -> bool:
    """Whether the calendar is open at an instant: at the opening it is, at the closing no longer."""
    return calendar.is_open_at(as_utc(instant))


def open_between(calendar: WorkCalendar, start: datetime, end: datetime) -> Iterator[Span]:
    """The open stretches within two UTC instants, cut off at both; TooFar if these are too far apart."""
    if end <= start:
        return
    if end - start > HORIZON + _SLACK:
        raise TooFar
    for ordinal in range(calendar.day_of(start), calendar.day_of(end) + 2):
        for opens, closes in calendar.open_spans(ordinal):
            if opens >= end:
                return
            if closes > start:
                yield max(opens, start), min(closes, end)


def _running_from(calendar: WorkCalendar, start: datetime, pauses: Sequence[Pause]) -> Iterator[Span]:
    spans = calendar.open_from(start)
    return running(spans, disjoint(pauses, start)) if pauses else spans


def _retreat(calendar: WorkCalendar, start: datetime, amount: timedelta, pauses: Sequence[Pause]) -> datetime:
    if pauses:
        raise ValueError("Counting back takes no pauses.")
    for opens, closes in calendar.open_back(start):
        length = closes - opens
        if amount <= length:
            return closes - amount
        amount -= length
    raise TooFar
