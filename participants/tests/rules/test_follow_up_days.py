"""The working day of a follow-up: weekends and holidays never count, and the words say so."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from participants.rules.follow_up_days import MOST_DAYS, Term, due
from portal.calendars.worktime import Holiday, Hours, WorkCalendar
from portal.lifecycle.refusals import Refused

CHICAGO = ZoneInfo("America/Chicago")
HOLIDAYS = {
    date(2026, 11, 26): Holiday("Thanksgiving"),
    date(2026, 11, 27): Holiday("Thanksgiving"),
    date(2026, 12, 25): Holiday("Christmas"),
    date(2027, 1, 1): Holiday("New Year's Day"),
}
BUSINESS = WorkCalendar(
    "ercot-business", "Business Days", CHICAGO, ((Hours(480, 1020),),) * 5 + ((), ()), holidays=HOLIDAYS
)


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHICAGO).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "term", "day", "because"),
    [
        (at(11, 18), Term(in_days=1), date(2026, 11, 19), ""),
        (at(11, 20), Term(in_days=1), date(2026, 11, 23), ""),
        (at(11, 25), Term(in_days=1), date(2026, 11, 30), "Nov 26 and 27 (Thanksgiving) do not count"),
        (at(12, 23), Term(in_days=7), date(2027, 1, 5), "Dec 25 (Christmas) and Jan 1 (New Year's Day) do not count"),
        (at(11, 21), Term(in_days=1), date(2026, 11, 23), ""),
        (at(11, 18), Term(day=date(2026, 11, 18)), date(2026, 11, 18), ""),
        (at(11, 18), Term(day=date(2026, 11, 24)), date(2026, 11, 24), ""),
        (at(11, 18), Term(day=date(2026, 11, 21)), date(2026, 11, 23), "Nov 21 and 22 (weekend) do not count"),
        (at(11, 18), Term(day=date(2026, 11, 22)), date(2026, 11, 23), "Nov 22 (Sunday) does not count"),
        (
            at(11, 18),
            Term(day=date(2026, 11, 26)),
            date(2026, 11, 30),
            "Nov 26 and 27 (Thanksgiving) and Nov 28 and 29 (weekend) do not count",
        ),
    ],
)
def test_the_working_day_and_why(now: datetime, term: Term, day: date, because: str) -> None:
    found = due(BUSINESS, now, term)
    assert (found.day, found.because) == (day, because)
    assert found.at == datetime(day.year, day.month, day.day, 17, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("now", "day", "reason"),
    [
        (at(11, 18), date(2026, 11, 17), "from today on"),
        (at(11, 18, 17), date(2026, 11, 18), "over for today"),
        (at(11, 18, 23), date(2026, 11, 18), "over for today"),
        (at(11, 18), date(2032, 1, 1), "five years"),
        (at(11, 18), date(9999, 12, 31), "five years"),
    ],
)
def test_days_nobody_can_keep_are_refused(now: datetime, day: date, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        due(BUSINESS, now, Term(day=day))


@pytest.mark.parametrize("given", [{}, {"day": date(2026, 11, 24), "in_days": 3}])
def test_either_a_day_or_a_number_is_given(given: dict) -> None:
    with pytest.raises(Refused, match="either"):
        Term(**given)


@pytest.mark.parametrize("number", [0, -1, MOST_DAYS + 1])
def test_the_number_of_days_is_bounded(number: int) -> None:
    with pytest.raises(Refused, match="Business Days from 1"):
        Term(in_days=number)


def test_the_largest_number_is_reached() -> None:
    assert due(BUSINESS, at(11, 18), Term(in_days=MOST_DAYS)).day.year == 2027
