"""Which test flight can still be applied for, and what dates a flight can have."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from participants.rules.flights import NONE_AHEAD, fault_of, next_flight
from portal.scoping.today import MARKET_ZONE


@dataclass(frozen=True)
class Published:
    code: str
    starts_on: date
    ends_on: date
    application_deadline: datetime
    registration_deadline: datetime


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=MARKET_ZONE)


FEBRUARY = Published("0225", date(2025, 2, 4), date(2025, 3, 7), at(2025, 1, 15, 17), at(2025, 1, 29, 17))
JUNE = Published("0625", date(2025, 5, 13), date(2025, 6, 20), at(2025, 4, 16, 17), at(2025, 5, 7, 17))
OCTOBER = Published("1025", date(2025, 9, 16), date(2025, 10, 24), at(2025, 8, 20, 17), at(2025, 9, 10, 17))
FLIGHTS = [OCTOBER, FEBRUARY, JUNE]


@pytest.mark.parametrize(
    ("instant", "code"),
    [
        (at(2024, 12, 1), "0225"),
        (at(2025, 1, 15, 17), "0225"),
        (at(2025, 1, 15, 17) + timedelta(microseconds=1), "0625"),
        # Registration is still open, but one cannot apply any more.
        (at(2025, 1, 20), "0625"),
        # 17:00 in the market is 22:00 in UTC in summer.
        (datetime(2025, 8, 20, 22, 0, tzinfo=UTC), "1025"),
        (datetime(2025, 8, 20, 22, 1, tzinfo=UTC), ""),
        (at(2026, 11, 23), ""),
    ],
)
def test_the_next_flight_is_the_one_whose_application_deadline_lies_ahead(instant: datetime, code: str) -> None:
    ahead = next_flight(FLIGHTS, instant)
    assert bool(ahead) is bool(code)
    assert ahead.in_words == (f"Next: flight {code}" if code else NONE_AHEAD)
    assert (ahead.flight.code if ahead.flight else "") == code


def test_without_any_flight_none_is_ahead() -> None:
    assert not next_flight([], at(2025, 1, 1))


@pytest.mark.parametrize("flight", FLIGHTS, ids=lambda flight: flight.code)
def test_published_flights_are_possible(flight: Published) -> None:
    assert fault_of(flight) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "1325"}, "four digits"),
        ({"code": "625"}, "four digits"),
        ({"code": "0625 "}, "four digits"),
        ({"code": "٠٦٢٥"}, "four digits"),
        ({"ends_on": date(2025, 5, 12)}, "before the first"),
        ({"registration_deadline": at(2025, 4, 16, 17)}, "after the application deadline"),
        ({"registration_deadline": at(2025, 5, 13, 0)}, "before the flight's first day"),
        ({"code": "0725"}, "named after a month"),
        ({"code": "0626"}, "named after a month"),
    ],
)
def test_impossible_dates_are_refused_in_words(changes: dict[str, object], words: str) -> None:
    assert words in fault_of(replace(JUNE, **changes))


def test_the_evening_before_the_first_day_is_early_enough() -> None:
    assert fault_of(replace(JUNE, registration_deadline=at(2025, 5, 12, 23, 59))) == ""
