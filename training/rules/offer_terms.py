"""How long an offered seat is kept. Pure: the calendar is given.

An offer holds for eight business hours. It must end eight business hours before the session begins, so that the next
one in line can still plan; where that is too late already, the seat is given at once.
"""

from datetime import datetime
from typing import Final

from portal.calendars.targets import Target
from portal.calendars.week import WorkCalendar
from portal.calendars.worktime import advance

TERM: Final = Target(8, "hour")
AHEAD: Final = Target(8, "hour")


def latest_end(calendar: WorkCalendar, begins_at: datetime) -> datetime:
    """The last instant at which an offer for a session may end."""
    return advance(calendar, begins_at, -AHEAD.as_timedelta())


def offer_until(calendar: WorkCalendar, now: datetime, begins_at: datetime) -> datetime | None:
    """Until when a seat offered now is kept; None where it is given at once."""
    until = advance(calendar, now, TERM.as_timedelta())
    return until if until <= latest_end(calendar, begins_at) else None
