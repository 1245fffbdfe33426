"""A year of a calendar at a glance: what each day is. Pure."""

import calendar as almanac
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from portal.calendars.drafts import HolidayDraft
from portal.calendars.week import WorkCalendar

MONTHS: Final = 12


class Day(NamedTuple):
    """`kind`: open, closed, holiday, short, or known (a holiday elsewhere); `told` says it in words."""

    number: int
    kind: str
    unverified: bool
    today: bool
    told: str


class Month(NamedTuple):
    name: str
    weeks: list[list[Day | None]]


def months(year: int, calendar: WorkCalendar, holidays: Iterable[HolidayDraft], today: date) -> list[Month]:
    """The twelve months in weeks that begin on Monday; None fills up the weeks."""
    known = {one.day: one for one in holidays if one.day.year == year}
    found = []
    for month in range(1, MONTHS + 1):
        weeks = [
            [_day(date(year, month, number), calendar, known, today) if number else None for number in week]
            for week in almanac.monthcalendar(year, month)
        ]
        found.append(Month(f"{date(year, month, 1):%B}", weeks))
    return found


def _day(day: date, calendar: WorkCalendar, known: dict[date, HolidayDraft], today: date) -> Day:
    holiday = known.get(day)
    if holiday is None:
        kind, told = ("open", "") if calendar.is_open_on(day) else ("closed", "")
    elif not holiday.counts:
        kind, told = "known", f"{holiday.name}: open all the same"
    else:
        kind, told = ("short" if holiday.hours else "holiday"), holiday.name
    return Day(day.day, kind, holiday is not None and not holiday.verified, day == today, told)
