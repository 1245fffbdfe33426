"""Test flights: what a published flight has to look like, and which one can still be applied for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from portal.scoping.today import market_day

MMYY: Final = re.compile(r"(0[1-9]|1[0-2])([0-9]{2})")
CENTURY: Final = 2000
NONE_AHEAD: Final = "No published flight ahead"


class Flight(Protocol):
    code: str
    starts_on: date
    ends_on: date
    application_deadline: datetime
    registration_deadline: datetime


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next flight one can apply for; none is a state of its own: the operator has published no later one yet."""

    flight: Flight | None

    def __bool__(self) -> bool:
        return self.flight is not None

    @property
    def in_words(self) -> str:
        return f"Next: flight {self.flight.code}" if self.flight else NONE_AHEAD


def next_flight(flights: Iterable[Flight], at: datetime) -> Ahead:
    """The flight with the earliest application deadline that has not passed; exactly at it is in time."""
    ahead = [flight for flight in flights if flight.application_deadline >= at]
    return Ahead(min(ahead, key=lambda flight: (flight.application_deadline, flight.code), default=None))


def fault_of(flight: Flight) -> str:
    """Why these dates cannot be a flight's, in words; empty when they can."""
    named = MMYY.fullmatch(flight.code)
    if named is None:
        return "A flight is named by month and year in four digits, such as 0625 for June 2025."
    if flight.ends_on < flight.starts_on:
        return "The last day is before the first one."
    if flight.registration_deadline <= flight.application_deadline:
        return "The registration deadline comes after the application deadline."
    if market_day(flight.registration_deadline) >= flight.starts_on:
        return "The registration deadline lies before the flight's first day."
    month = (CENTURY + int(named[2]), int(named[1]))
    if not _month(flight.starts_on) <= month <= _month(flight.ends_on):
        return f"Flight {flight.code} is named after a month in which it does not run."
    return ""


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
