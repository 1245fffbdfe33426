"""Which deadlines a changed calendar can move at all: those whose span touches a day that is different. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime

from portal.calendars.week import WorkCalendar

# Around a span, for days that begin earlier or later in UTC than on the calendar's wall.
MARGIN = 1

Days = list[int]


def differing_days(old: WorkCalendar, new: WorkCalendar) -> Days | None:
    """Ordinals of the days on which two calendars with the same week differ; None when every day may."""
    if str(old.zone) != str(new.zone) or old.week != new.week:
        return None
    days = old.holidays.keys() | new.holidays.keys()
    return sorted(day.toordinal() for day in days if old.holidays.get(day) != new.holidays.get(day))


def touches(
    calendar: WorkCalendar, days: Days | None, instants: Iterable[datetime], others: Sequence[int] = ()
) -> bool:
    """Whether a differing day lies between the first and the last of these instants (and ordinals of days)."""
    if days is None:
        return True
    ordinals = [*(calendar.day_of(instant) for instant in instants), *others]
    first = bisect_left(days, min(ordinals) - MARGIN)
    return first < len(days) and days[first] <= max(ordinals) + MARGIN
