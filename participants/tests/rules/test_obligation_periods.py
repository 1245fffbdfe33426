"""Which periods begin on a day, and what they are called, in tables."""

from datetime import date

import pytest

from participants.rules.fiscal_years import YearEnd
from participants.rules.obligation_periods import in_words, longest_until, next_period, to_generate
from participants.rules.obligations import Facts
from portal.calendars.tests.almanac import BH

AUDIT = {"kind": "yearly", "month": 10, "day": 1}
SUMMER = {"kind": "window", "from": [5, 1], "to": [6, 1]}
OVER_NEW_YEAR = {"kind": "window", "from": [12, 15], "to": [1, 15]}
MONTHLY = {"kind": "monthly", "from_day": 1, "to_day": 15}
TWICE = {"kind": "yearly_days", "days": [[5, 1], [11, 1]]}
QUARTER = {"kind": "after_period", "period": "quarter", "days": 60}
YEAR = {"kind": "after_period", "period": "fiscal_year", "days": 120}
EVERY = {"kind": "every_months", "months": 12}
EVENT = {"kind": "after_event", "days": 10, "calendar": "ercot-business"}
JANUARY = Facts(YearEnd(1, 31))


@pytest.mark.parametrize(
    ("schedule", "notice", "day", "found"),
    [
        (AUDIT, 30, "2026-08-31", []),
        (AUDIT, 30, "2026-09-01", ["2026"]),
        (AUDIT, 30, "2026-10-01", ["2026"]),
        (AUDIT, 30, "2026-10-02", []),
        (SUMMER, 16, "2026-04-14", []),
        (SUMMER, 16, "2026-04-15", ["2026"]),
        (SUMMER, 16, "2026-06-01", ["2026"]),
        (OVER_NEW_YEAR, 5, "2027-01-10", ["2026"]),
        (MONTHLY, 5, "2026-11-15", ["2026-11"]),
        (MONTHLY, 5, "2026-11-25", []),
        (MONTHLY, 5, "2026-11-26", ["2026-12"]),
        (MONTHLY, 40, "2026-11-01", ["2026-11", "2026-12"]),
        (TWICE, 30, "2026-10-02", ["2026-11-01"]),
        (QUARTER, 30, "2026-11-18", ["2026-Q3"]),
        (YEAR, 60, "2027-03-01", ["2026"]),
    ],
)
def test_what_is_announced(schedule: dict, notice: int, day: str, found: list[str]) -> None:
    periods = to_generate(schedule, date.fromisoformat(day), notice, Facts())
    assert [period.name for period in periods] == found


@pytest.mark.parametrize(
    ("schedule", "facts", "name", "due"),
    [
        (QUARTER, JANUARY, "2026-Q4", "2026-12-30"),
        (YEAR, JANUARY, "2027", "2027-05-31"),
        (EVERY, Facts(since=date(2021, 2, 3)), "2027-02-03", "2027-02-03"),
        (EVENT, Facts(since=date(2026, 11, 18), calendars={"ercot-business": BH}), "2026-11-18", "2026-12-02"),
    ],
)
def test_names_and_days_that_depend_on_the_owner(schedule: dict, facts: Facts, name: str, due: str) -> None:
    period = next_period(schedule, date(2026, 11, 18), facts)
    assert (period.name, period.due.due_on.isoformat()) == (name, due)


def test_where_no_day_follows_nothing_is_next() -> None:
    assert next_period({"kind": "none"}, date(2026, 11, 18), Facts()) is None
    assert next_period(EVERY, date(2026, 11, 18), Facts()) is None


@pytest.mark.parametrize(
    ("day", "months", "latest"), [("2026-10-01", 6, "2027-04-01"), ("2026-08-31", 6, "2027-02-28")]
)
def test_an_extension_is_counted_from_the_day_of_the_rule(day: str, months: int, latest: str) -> None:
    assert longest_until(date.fromisoformat(day), months).isoformat() == latest


def test_a_period_that_is_a_day_is_said_as_every_other_day():
    assert [in_words(name) for name in ("2026-11-29", "2026-Q3", "2026-11")] == ["Nov 29, 2026", "2026-Q3", "2026-11"]
