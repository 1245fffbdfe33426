"""What the engine refuses, in words: hours that make no sense, instants without a zone, deadlines out of reach."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.calendars.worktime import (
    Holiday,
    Hours,
    NeverOpens,
    Pause,
    TooFar,
    WorkCalendar,
    advance,
    elapsed,
    is_open,
    next_opening,
)

from .almanac import ALWAYS, BH, CHICAGO, at, calendar, hours, pause, working_week

NAIVE = datetime.fromisoformat("2026-02-03 10:00")
REFUSED = {
    "six days": (lambda: WorkCalendar("x", "X", CHICAGO, ((),) * 6), "seven days"),
    "overlapping hours": (lambda: calendar(working_week(Hours(480, 720), Hours(660, 1020))), "Monday: 08:00-12:00"),
    "hours out of order": (lambda: calendar(working_week(Hours(780, 1020), Hours(480, 720))), "not in order"),
    "hours backwards": (lambda: Hours(1020, 480), "begin before they end"),
    "hours of no length": (lambda: Hours(480, 480), "begin before they end"),
    "hours past midnight": (lambda: Hours(480, 1441), "between 00:00 and 24:00"),
    "half minutes": (lambda: Hours(480.5, 1020), "whole minutes"),
    "a holiday that overlaps itself": (
        lambda: calendar(holidays={date(2026, 12, 24): Holiday("Eve", (Hours(480, 720), Hours(700, 800)))}),
        "Eve",
    ),
    "a holiday at an instant": (lambda: calendar(holidays={at("2026-12-24"): Holiday("Eve")}), "by its date"),
    "a pause that ends before it starts": (lambda: pause("2026-02-03 10:00", "2026-02-03 09:00"), "cannot end before"),
    "a pause without a zone": (lambda: Pause(NAIVE, None), "time zone"),
    "a start without a zone": (lambda: advance(BH, NAIVE, hours(1)), "time zone"),
    "an end without a zone": (lambda: elapsed(BH, at("2026-02-03"), NAIVE), "time zone"),
    "an unknown rule for zero": (lambda: advance(BH, at("2026-02-03"), hours(0), at_zero="end"), "target of zero"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused_in_words(case):
    attempt, words = REFUSED[case]
    with pytest.raises(ValueError, match=words):
        attempt()


CLOSED_FOREVER = calendar(((),) * 7)
HOLIDAYS_EVERYWHERE = calendar(
    holidays={date.fromordinal(day): Holiday("Strike") for day in range(739_000, 739_000 + 12_000)}
)


@pytest.mark.parametrize("closed", (CLOSED_FOREVER, HOLIDAYS_EVERYWHERE))
def test_a_calendar_that_never_opens_says_so(closed):
    start = at("2026-02-03 10:00")
    for attempt in (
        lambda: advance(closed, start, hours(1)),
        lambda: next_opening(closed, start),
        lambda: advance(closed, start, hours(0), at_zero="opening"),
        lambda: advance(closed, start, hours(1), [pause("2026-02-03 11:00", "2026-02-03 12:00")]),
    ):
        with pytest.raises(NeverOpens, match="no opening hours within 30 years"):
            attempt()
    assert elapsed(closed, start, start + timedelta(days=300)) == timedelta(0)
    assert not is_open(closed, start)


@pytest.mark.parametrize(
    "attempt",
    (
        lambda: advance(BH, at("2026-02-03 10:00"), timedelta(days=4000)),
        lambda: advance(BH, at("2026-02-03 10:00"), timedelta.max),
        lambda: advance(BH, at("2026-02-03 10:00"), -timedelta(days=4000)),
        lambda: advance(ALWAYS, at("9998-12-01 10:00"), timedelta(days=400)),
        lambda: advance(BH, datetime(9999, 12, 31, 23, 59, tzinfo=UTC), hours(1)),
        lambda: advance(BH, datetime.max.replace(tzinfo=ZoneInfo("America/Chicago")), hours(1)),
        lambda: advance(BH, datetime.min.replace(tzinfo=ZoneInfo("Asia/Tokyo")), hours(1)),
        lambda: advance(BH, datetime(2, 1, 5, tzinfo=UTC), -hours(4000)),
        lambda: elapsed(BH, at("1900-02-03 10:00"), at("2026-02-03 10:00")),
        lambda: advance(BH, at("2026-02-03 10:00"), hours(1), [pause("2026-01-01 00:00", "2090-01-01 00:00")]),
    ),
)
def test_too_far_is_refused_not_overflowed(attempt):
    with pytest.raises(TooFar):
        attempt()
