"""The time a report is about, in whole days of the market; as it stands in an address and as it is said.

"2026-10" is a month, "2026-Q3" a quarter, "2026" a year, "2026-10-05..2026-10-11" any days.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from portal.lifecycle.refusals import Refused
from portal.scoping.today import MARKET_ZONE

ONE_DAY: Final = timedelta(days=1)
LONGEST: Final = 366
EARLIEST: Final = 2000
MONTHS: Final = 12
QUARTER: Final = 3
UNKNOWN: Final = (
    "This is no period: give a month as 2026-10, a quarter as 2026-Q3, a year as 2026, or a first and a last day."
)
SHAPES: Final = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)
BOTH: Final = "Give both days, the first and the last, or neither."


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first to the last day, both included; `months` is 0 for days that are no whole month."""

    first: date
    last: date
    months: int = 0

    @property
    def since(self) -> datetime:
        return _midnight(self.first)

    @property
    def until(self) -> datetime:
        """The instant after its last."""
        return _midnight(self.last + ONE_DAY)

    @property
    def key(self) -> str:
        if self.months == 1:
            return f"{self.first:%Y-%m}"
        if self.months == QUARTER:
            return f"{self.first.year}-Q{(self.first.month + 2) // QUARTER}"
        if self.months == MONTHS:
            return f"{self.first.year}"
        return f"{self.first}..{self.last}"

    @property
    def label(self) -> str:
        if self.months == 1:
            return f"{self.first:%B %Y}"
        if self.months == QUARTER:
            return f"Quarter {(self.first.month + 2) // QUARTER} of {self.first.year}"
        if self.months == MONTHS:
            return f"{self.first.year}"
        return f"{_day(self.first)} to {_day(self.last)}"

    @property
    def before(self) -> "Period":
        """As long a time just before: as many months, or as many days."""
        if self.months:
            return months_from(_shifted(self.first, -self.months), self.months)
        length = (self.last - self.first).days + 1
        return Period(self.first - timedelta(days=length), self.first - ONE_DAY)

    def is_over(self, today: date) -> bool:
        return self.last < today

    def year_of_months(self) -> list["Period"]:
        """Twelve months, the last of them the one in which the period ends."""
        end = self.last.replace(day=1)
        return [month_of(_shifted(end, number - MONTHS + 1)) for number in range(MONTHS)]


def read(words: str, *, first: str = "", last: str = "", today: date) -> Period:
    """The period of an address; `Refused` says in one sentence what is wrong with it. Nothing given: last month."""
    if first or last:
        period = _between(first, last)
    elif not words:
        return month_of(today).before
    elif ".." in words:
        period = _between(*words.split("..", 1))
    else:
        period = _named(words)
    if period.first > today:
        raise Refused("This period has not begun yet.")
    return period


def months_from(first: date, months: int) -> Period:
    return Period(first, _shifted(first, months) - ONE_DAY, months)


def month_of(day: date) -> Period:
    return months_from(day.replace(day=1), 1)


def quarter_of(day: date) -> Period:
    return months_from(day.replace(day=1, month=(day.month - 1) // QUARTER * QUARTER + 1), QUARTER)


def year_of(day: date) -> Period:
    return months_from(day.replace(day=1, month=1), MONTHS)


def offered(today: date) -> list[Period]:
    """What a reader chooses from: the latest months, quarters and years, each begun by today."""
    months, quarters, years = [month_of(today)], [quarter_of(today)], [year_of(today)]
    for rows, count in ((months, MONTHS + 1), (quarters, 4), (years, 2)):
        while len(rows) <= count:
            rows.append(rows[-1].before)
    return [*months, *quarters, *years]


def _named(words: str) -> Period:
    found = SHAPES.fullmatch(words.strip())
    if found is None or int(found["year"]) < EARLIEST:
        raise Refused(UNKNOWN)
    year = int(found["year"])
    if found["quarter"]:
        return months_from(date(year, int(found["quarter"]) * QUARTER - 2, 1), QUARTER)
    if found["month"]:
        return months_from(date(year, int(found["month"]), 1), 1)
    return months_from(date(year, 1, 1), MONTHS)


def _between(first: str, last: str) -> Period:
    if not first or not last:
        raise Refused(BOTH)
    try:
        begin, end = date.fromisoformat(first.strip()), date.fromisoformat(last.strip())
    except ValueError:
        raise Refused("Give days as 2026-10-05.") from None
    if begin.year < EARLIEST:
        raise Refused(UNKNOWN)
    if end < begin:
        raise Refused("The last day lies before the first.")
    if (end - begin).days >= LONGEST:
        raise Refused(f"A report covers {LONGEST} days at most.")
    return Period(begin, end)


def _shifted(day: date, months: int) -> date:
    number = day.year * MONTHS + day.month - 1 + months
    return date(number // MONTHS, number % MONTHS + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), MARKET_ZONE)


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
