"""When the fiscal years of a company and their quarters end; not every year ends in December."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = 12
QUARTER = 3


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The day on which a company's fiscal year ends; the last day of a month stays the last one.

    Both 28 and 29 February mean the last day of February.
    """

    month: int = 12
    day: int = 31

    def __post_init__(self) -> None:
        if not 1 <= self.month <= MONTHS or not 1 <= self.day <= monthrange(2024, self.month)[1]:
            raise ValueError(f"A fiscal year cannot end on day {self.day} of month {self.month}.")

    @property
    def ends_a_month(self) -> bool:
        return self.day >= monthrange(2023, self.month)[1]


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the month's last one where it has no such day."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def on_day(year: int, month: int, day: int) -> date:
    """A day of each year; 29 February is the 28th where there is none."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def period_ends(months: int, year_end: YearEnd, first_year: int) -> Iterator[date]:
    """The ends of periods of so many months that fit a fiscal year, from the first in a calendar year on."""
    position = first_year * MONTHS + (year_end.month - 1) % months
    while True:
        year, month = divmod(position, MONTHS)
        length = monthrange(year, month + 1)[1]
        yield date(year, month + 1, length if year_end.ends_a_month else min(year_end.day, length))
        position += months
