"""How many Business Days lie between two days, counted once for many rows."""

from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Final

from participants.quiet import CALENDAR
from portal.calendars import loading
from portal.calendars.days import advance_days
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

SATURDAY: Final = 5


class WorkingDays:
    """Of the days from `back` days ago until today; what lies earlier counts from the first of them.

    Without a calendar every day from Monday to Friday counts.
    """

    def __init__(self, now: datetime, back: int) -> None:
        self.today = market_day(now)
        self.first = self.today - timedelta(days=back)
        days = [self.first + timedelta(days=number) for number in range(1, back + 1)]
        try:
            _version, calendar = loading.current(CALENDAR)
            opened = [bool(calendar.open_spans(day.toordinal())) for day in days]
        except Refused:
            opened = [day.weekday() < SATURDAY for day in days]
        self._until = [0, *accumulate(map(int, opened))]

    def between(self, since: date, until: date) -> int:
        """The Business Days after `since`, `until` included; none where it is not later."""
        return max(0, self._reached(until) - self._reached(since))

    def _reached(self, day: date) -> int:
        return self._until[(min(max(day, self.first), self.today) - self.first).days]


def days_ahead(now: datetime, days: int) -> date:
    """The Business Day so many days from now; without a calendar as many days from Monday to Friday."""
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        day = market_day(now)
        while days:
            day += timedelta(days=1)
            days -= day.weekday() < SATURDAY
        return day
    return market_day(advance_days(calendar, now, days, due_time="close"))
