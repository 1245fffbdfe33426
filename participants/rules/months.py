"""The days of a month as weeks, and the months around it. Pure."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

MONDAY_FIRST: Final = Calendar(0)
FIRST_YEAR, LAST_YEAR = 1990, 2999


@dataclass(slots=True)
class Day:
    """One cell of the month: nothing stands on days of its neighbors."""

    day: date
    own: bool
    is_today: bool
    entries: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date.fromordinal(self.after.first.toordinal() - 1)

    @property
    def before(self) -> "Month":
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    @property
    def after(self) -> "Month":
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)

    @property
    def key(self) -> str:
        return f"{self.year}-{self.number:02}"

    def __str__(self) -> str:
        return f"{self.first:%B} {self.year}"


def month_of(text: str, today: date) -> Month:
    """The month an address names ("2026-10"); the present one where it names none."""
    year, _, number = text.partition("-")
    digits = year.isascii() and year.isdigit() and number.isascii() and number.isdigit() and len(text) <= 7
    if digits and FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(number) <= 12:
        return Month(int(year), int(number))
    return Month(today.year, today.month)


def weeks_of(month: Month, today: date) -> list[list[Day]]:
    """The month's weeks from Monday to Sunday, filled up with days of its neighbors."""
    weeks = MONDAY_FIRST.monthdatescalendar(month.year, month.number)
    return [[Day(day, day.month == month.number, day == today) for day in week] for week in weeks]
