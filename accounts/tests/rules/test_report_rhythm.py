"""On which day a report is drawn by itself, and what it then tells of."""

from datetime import date

import pytest

from accounts.rules.report_rhythm import next_run, period_of, reason

HOLIDAYS = {date(2027, 1, 1), date(2026, 9, 7)}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


@pytest.mark.parametrize(
    ("rhythm", "after", "run", "period"),
    [
        ("monthly", date(2026, 10, 15), date(2026, 11, 2), "2026-10"),
        ("monthly", date(2026, 11, 1), date(2026, 11, 2), "2026-10"),
        ("monthly", date(2026, 11, 2), date(2026, 12, 1), "2026-11"),
        ("monthly", date(2026, 12, 31), date(2027, 1, 4), "2026-12"),
        ("quarterly", date(2026, 11, 2), date(2027, 1, 4), "2026-Q4"),
        ("weekly", date(2026, 9, 4), date(2026, 9, 8), "2026-08-31..2026-09-06"),
        ("weekly", date(2026, 9, 8), date(2026, 9, 14), "2026-09-07..2026-09-13"),
    ],
)
def test_the_first_business_day_tells_of_what_is_over(rhythm: str, after: date, run: date, period: str) -> None:
    assert next_run(rhythm, after, works) == run
    assert period_of(rhythm, run).key == period


def test_the_reason_is_said_and_a_market_without_business_days_still_gets_its_report() -> None:
    assert reason("monthly", date(2027, 1, 4)) == (
        "the first Business Day of the month; January 1 is none. It tells of December 2026."
    )
    assert next_run("monthly", date(2026, 10, 15), lambda day: False) == date(2026, 11, 1)
