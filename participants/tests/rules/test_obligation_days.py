"""On which days obligations are due: leap years, fiscal years that end in any month, windows, rolled days."""

from datetime import date
from typing import Any

import pytest

from participants.rules.fiscal_years import YearEnd, add_months
from participants.rules.obligations import Due, Facts, next_due, upcoming
from participants.rules.schedules import SHAPES, BadSchedule, check
from portal.calendars.tests.almanac import BH_HOLIDAYS

QUARTERS = {"kind": "after_period", "period": "quarter", "days": 60}
YEARS = {"kind": "after_period", "period": "fiscal_year", "days": 120}
OCTOBER = {"kind": "yearly", "month": 10, "day": 1}
SUMMER = {"kind": "window", "from": [5, 1], "to": [6, 1]}
HALF_MONTH = {"kind": "monthly", "from_day": 1, "to_day": 15}
TWICE = {"kind": "yearly_days", "days": [[11, 1], [5, 1]]}


def due_days(schedule: dict[str, Any], day: str, times: int = 1, **facts: Any) -> list[str]:
    found = upcoming(schedule, date.fromisoformat(day), Facts(**facts), times=times)
    return [due.due_on.isoformat() for due in found]


@pytest.mark.parametrize(
    ("schedule", "day", "due"),
    [
        (OCTOBER, "2026-09-30", ["2026-10-01", "2027-10-01"]),
        (OCTOBER, "2026-10-01", ["2026-10-01", "2027-10-01"]),
        (OCTOBER, "2026-10-02", ["2027-10-01", "2028-10-01"]),
        ({"kind": "yearly", "month": 2, "day": 29}, "2027-03-01", ["2028-02-29", "2029-02-28"]),
        (TWICE, "2026-05-02", ["2026-11-01", "2027-05-01"]),
        (SUMMER, "2026-06-01", ["2026-06-01", "2027-06-01"]),
        (SUMMER, "2026-06-02", ["2027-06-01", "2028-06-01"]),
        (HALF_MONTH, "2026-12-15", ["2026-12-15", "2027-01-15"]),
        (HALF_MONTH, "2026-12-16", ["2027-01-15", "2027-02-15"]),
        ({"kind": "monthly", "from_day": 20, "to_day": 31}, "2028-02-01", ["2028-02-29", "2028-03-31"]),
        ({"kind": "none"}, "2026-01-01", []),
    ],
)
def test_days_that_follow_from_the_year(schedule: dict[str, Any], day: str, due: list[str]) -> None:
    assert due_days(schedule, day, times=2) == due


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        ("2026-04-01", "2026-05-01", "2026-06-01"),
        ("2026-05-20", "2026-05-01", "2026-06-01"),
        ("2026-06-02", "2027-05-01", "2027-06-01"),
    ],
)
def test_a_window_says_from_when_on(day: str, opens: str, closes: str) -> None:
    due = next_due(SUMMER, date.fromisoformat(day))
    assert (due.opens_on, due.due_on) == (date.fromisoformat(opens), date.fromisoformat(closes))


@pytest.mark.parametrize("day", ["2026-12-20", "2027-01-10"])
def test_a_window_may_cross_the_new_year(day: str) -> None:
    due = next_due({"kind": "window", "from": [12, 15], "to": [1, 15]}, date.fromisoformat(day))
    assert (due.opens_on, due.due_on) == (date(2026, 12, 15), date(2027, 1, 15))


@pytest.mark.parametrize(
    ("year_end", "day", "ends", "due"),
    [
        # 120 days after a calendar year: 30 April, a day earlier in a leap year.
        (YearEnd(), "2027-01-01", "2026-12-31", "2027-04-30"),
        (YearEnd(), "2027-04-30", "2026-12-31", "2027-04-30"),
        (YearEnd(), "2027-05-01", "2027-12-31", "2028-04-29"),
        (YearEnd(6, 30), "2026-07-01", "2026-06-30", "2026-10-28"),
        (YearEnd(9, 30), "2026-02-01", "2026-09-30", "2027-01-28"),
        (YearEnd(9, 30), "2027-01-28", "2026-09-30", "2027-01-28"),
        (YearEnd(3, 31), "2026-07-30", "2027-03-31", "2027-07-29"),
        # The end of February moves with the leap year, however it was written down.
        (YearEnd(2, 28), "2028-01-01", "2028-02-29", "2028-06-28"),
        (YearEnd(2, 29), "2027-01-01", "2027-02-28", "2027-06-28"),
        (YearEnd(11, 15), "2026-12-01", "2026-11-15", "2027-03-15"),
    ],
)
def test_annual_statements_follow_the_own_fiscal_year(year_end: YearEnd, day: str, ends: str, due: str) -> None:
    found = next_due(YEARS, date.fromisoformat(day), Facts(year_end=year_end))
    assert (found.period_end, found.due_on) == (date.fromisoformat(ends), date.fromisoformat(due))


@pytest.mark.parametrize(
    ("year_end", "ends"),
    [
        (YearEnd(), ["2027-12-31", "2028-03-31", "2028-06-30", "2028-09-30"]),
        (YearEnd(9, 30), ["2027-12-31", "2028-03-31", "2028-06-30", "2028-09-30"]),
        (YearEnd(1, 31), ["2028-01-31", "2028-04-30", "2028-07-31", "2028-10-31"]),
        (YearEnd(2, 28), ["2028-02-29", "2028-05-31", "2028-08-31", "2028-11-30"]),
        (YearEnd(11, 15), ["2028-02-15", "2028-05-15", "2028-08-15", "2028-11-15"]),
        (YearEnd(5, 30), ["2028-02-29", "2028-05-30", "2028-08-30", "2028-11-30"]),
    ],
)
def test_quarters_end_with_the_own_fiscal_year(year_end: YearEnd, ends: list[str]) -> None:
    found = upcoming(QUARTERS, date(2028, 2, 20), Facts(year_end=year_end), times=4)
    assert [due.period_end.isoformat() for due in found] == ends
    assert all((due.due_on - due.period_end).days == 60 for due in found)


def test_the_quarter_that_ends_before_a_leap_day() -> None:
    assert due_days(QUARTERS, "2028-01-01", times=2) == ["2028-02-29", "2028-05-30"]
    assert due_days(QUARTERS, "2027-01-01", times=1) == ["2027-03-01"]


@pytest.mark.parametrize(
    ("since", "schedule", "day", "due"),
    [
        ("2026-08-31", {"kind": "every_months", "months": 6}, "2026-09-01", ["2027-02-28", "2027-08-31"]),
        ("2027-08-31", {"kind": "every_months", "months": 6}, "2027-09-01", ["2028-02-29", "2028-08-31"]),
        ("2024-02-29", {"kind": "every_months", "months": 12}, "2027-01-01", ["2027-02-28", "2028-02-29"]),
        # The event's own day does not count; Thanksgiving and the day after are no Business Days.
        ("2026-11-23", {"kind": "after_event", "days": 3, "calendar": "business"}, "2026-11-23", ["2026-11-30"]),
        ("2026-11-23", {"kind": "after_event", "days": 3, "calendar": "always"}, "2026-11-23", ["2026-11-26"]),
        ("2026-11-23", {"kind": "after_event", "days": 3, "calendar": "business"}, "2026-12-01", []),
    ],
)
def test_days_that_follow_from_an_event(since: str, schedule: dict[str, Any], day: str, due: list[str]) -> None:
    calendars = {"business": BH_HOLIDAYS}
    assert due_days(schedule, day, times=2, since=date.fromisoformat(since), calendars=calendars) == due
    assert due_days(schedule, day, times=2, calendars=calendars) == []


@pytest.mark.parametrize(
    ("roll", "day", "due", "by_rule"),
    [
        # 1 October 2028 is a Sunday.
        ("next", "2028-09-30", "2028-10-02", "2028-10-01"),
        ("next", "2028-10-02", "2028-10-02", "2028-10-01"),
        ("next", "2028-10-03", "2029-10-01", "2029-10-01"),
        ("previous", "2028-09-29", "2028-09-29", "2028-10-01"),
        ("previous", "2028-09-30", "2029-10-01", "2029-10-01"),
    ],
)
def test_a_closed_day_moves_where_the_rule_says_so(roll: str, day: str, due: str, by_rule: str) -> None:
    schedule = OCTOBER | {"roll": roll, "calendar": "business"}
    found = next_due(schedule, date.fromisoformat(day), Facts(calendars={"business": BH_HOLIDAYS}))
    assert found == Due(date.fromisoformat(due), date.fromisoformat(by_rule))


@pytest.mark.parametrize(
    "schedule",
    [
        None,
        {},
        {"kind": "sometimes"},
        {"kind": ["yearly"]},
        {"kind": "yearly", "month": 2, "day": 30},
        {"kind": "yearly", "month": 13, "day": 1},
        {"kind": "yearly", "month": True, "day": 1},
        {"kind": "yearly_days", "days": []},
        {"kind": "window", "from": [5], "to": [6, 1]},
        {"kind": "monthly", "from_day": 15, "to_day": 1},
        {"kind": "after_period", "period": "week", "days": 60},
        {"kind": "after_event", "days": 0, "calendar": "always"},
        {"kind": "every_months", "months": 6, "days": 1},
        {"kind": "yearly", "month": 10, "day": 1, "roll": "next"},
        {"kind": "yearly", "month": 10, "day": 1, "roll": "sideways", "calendar": "bank"},
    ],
)
def test_a_schedule_that_cannot_be_worked_out_is_refused(schedule: Any) -> None:
    with pytest.raises(BadSchedule):
        check(schedule)
    with pytest.raises(BadSchedule):
        next_due(schedule, date(2026, 1, 1))


def test_every_kind_is_tried_here() -> None:
    tried = {"yearly", "yearly_days", "window", "monthly", "after_period", "after_event", "every_months", "none"}
    assert set(SHAPES) == tried


@pytest.mark.parametrize("month_day", [(2, 30), (13, 1), (0, 1), (4, 31), (1, 0)])
def test_a_fiscal_year_ends_on_a_day_that_exists(month_day: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="cannot end"):
        YearEnd(*month_day)


def test_months_later_is_the_same_day_or_the_last_one() -> None:
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 31), -11) == date(2025, 2, 28)
