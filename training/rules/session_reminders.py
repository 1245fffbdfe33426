"""When people with a seat are reminded of a session. Pure: the calendar is given."""

from datetime import datetime
from typing import Final

from portal.calendars.deadlines import FixedDay
from portal.calendars.reminders import Offset, fire_at
from portal.calendars.week import WorkCalendar

DAYS_AHEAD: Final = (5, 1)


def next_reminder(calendar: WorkCalendar, after: datetime, starts_at: datetime) -> datetime | None:
    """The first reminder after an instant: five Business Days, then one, before the start, in business hours.

    None where none is left.
    """
    begins = FixedDay(starts_at.date())
    times = (fire_at(calendar, after, begins, starts_at, Offset("before", days, "day")) for days in DAYS_AHEAD)
    return min((at for at in times if after < at < starts_at), default=None)
