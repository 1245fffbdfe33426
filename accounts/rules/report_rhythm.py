"""When a report is drawn by itself, and for which time. Pure: days, and whether a day is worked, are given.

On the first Business Day after each week, month or quarter, for that which is just over.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from accounts.report_choices import Rhythm
from portal.reporting.periods import ONE_DAY, Period, month_of, quarter_of

WEEK: Final = timedelta(days=6)
FARTHEST: Final = 31
Works = Callable[[date], bool]


def current(rhythm: str, day: date) -> Period:
    """The week (from Monday), month or quarter that the day lies in."""
    if rhythm == Rhythm.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + WEEK)
    return month_of(day) if rhythm == Rhythm.MONTHLY else quarter_of(day)


def run_day(span: Period, works: Works) -> date:
    """The first Business Day of a span; without any its first day."""
    days = (span.first + timedelta(days=number) for number in range(min((span.last - span.first).days + 1, FARTHEST)))
    return next(filter(works, days), span.first)


def next_run(rhythm: str, after: date, works: Works) -> date:
    """The first day of a run that lies after the given day."""
    span = current(rhythm, after)
    while (day := run_day(span, works)) <= after:
        span = current(rhythm, span.last + ONE_DAY)
    return day


def period_of(rhythm: str, run_on: date) -> Period:
    """What a run of that day is about: the span before the one that it lies in."""
    return current(rhythm, run_on).before


def reason(rhythm: str, run_on: date) -> str:
    """Why that day, in words."""
    span, told = current(rhythm, run_on), period_of(rhythm, run_on).label
    word = {Rhythm.WEEKLY: "week", Rhythm.MONTHLY: "month", Rhythm.QUARTERLY: "quarter"}[Rhythm(rhythm)]
    moved = "" if run_on == span.first else f"; {span.first:%B} {span.first.day} is none"
    return f"the first Business Day of the {word}{moved}. It tells of {told}."
