"""The slow way to the same answer: a watchman who looks at the clock on the wall every minute.

He knows the hours as minutes of the day and never turns a local time into an instant. When clocks are set back he waits
until the wall shows a new time: hours begin and end the first time their minute is shown.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from portal.calendars.worktime import Pause, WorkCalendar

MINUTE = timedelta(minutes=1)
LONGEST_WALK = 20 * 24 * 60
# Where he starts to watch, to have seen any clock that was set back before the start.
LEAD = 26 * 60


def walk(calendar: WorkCalendar, start: datetime, count: int, pauses: Sequence[Pause] = ()) -> datetime | None:
    """When `count` open, unpaused minutes after `start` (a whole UTC minute) have passed; None after a long walk."""
    for instant, is_open in watch(calendar, start):
        if is_open and not any(pause.start <= instant < pause.end for pause in pauses):
            count -= 1
        if not count:
            return instant + MINUTE
    return None


def watch(calendar: WorkCalendar, start: datetime) -> Iterator[tuple[datetime, bool]]:
    """Minute after minute from `start`, and whether it is open."""
    latest = _wall(calendar, start - LEAD * MINUTE)
    for count in range(-LEAD, LONGEST_WALK):
        instant = start + count * MINUTE
        latest = max(latest, _wall(calendar, instant))
        if count >= 0:
            yield instant, _is_open(calendar, latest)


def _wall(calendar: WorkCalendar, instant: datetime) -> datetime:
    return instant.astimezone(calendar.zone).replace(tzinfo=None, fold=0)


def _is_open(calendar: WorkCalendar, wall: datetime) -> bool:
    holiday = calendar.holidays.get(wall.date())
    minute = wall.hour * 60 + wall.minute
    hours = calendar.week[wall.weekday()] if holiday is None else holiday.hours
    return any(each.opens <= minute < each.closes for each in hours)
