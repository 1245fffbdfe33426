"""Counting days: which day is the first, at what time of day the last one ends, and what a pause costs."""

from datetime import date, datetime

import pytest

from portal.calendars.days import advance_days, count_days, next_such_day, previous_such_day
from portal.calendars.worktime import Holiday, Hours, NeverOpens, TooFar

from .almanac import ALL_DAY, ALWAYS, BH, BH_HOLIDAYS, LUNCH, around_the_clock, at, calendar, pause, utc

HALF_EVE = calendar(holidays={date(2026, 12, 24): Holiday("Christmas Eve", (Hours(480, 720),))})

# Start, days, first day, time of day, due: 2026-02-02 is a Monday.
CASES = {
    "the day after the start is the first": (BH, "2026-02-02 10:00", 1, "exclusive", "same", "2026-02-03 10:00"),
    "the start's day is the first": (BH, "2026-02-02 10:00", 1, "inclusive", "same", "2026-02-02 10:00"),
    "ten days, first not counted": (BH, "2026-02-02 10:00", 10, "exclusive", "same", "2026-02-16 10:00"),
    "ten days, first counted": (BH, "2026-02-02 10:00", 10, "inclusive", "same", "2026-02-13 10:00"),
    "until close of business": (BH, "2026-02-02 10:00", 10, "exclusive", "close", "2026-02-16 17:00"),
    "until the end of the day": (BH, "2026-02-02 10:00", 2, "exclusive", "end_of_day", "2026-02-04 23:59:59.999999"),
    "inclusive, but the close has passed": (BH, "2026-02-02 18:00", 1, "inclusive", "close", "2026-02-03 17:00"),
    "inclusive, exactly at close": (BH, "2026-02-02 17:00", 1, "inclusive", "close", "2026-02-02 17:00"),
    "inclusive after hours, end of day": (
        BH,
        "2026-02-02 18:00",
        1,
        "inclusive",
        "end_of_day",
        "2026-02-02 23:59:59.999999",
    ),
    "inclusive from a Saturday": (BH, "2026-02-07 10:00", 1, "inclusive", "same", "2026-02-09 10:00"),
    "exclusive from a Saturday": (BH, "2026-02-07 10:00", 1, "exclusive", "same", "2026-02-09 10:00"),
    "the same time though closed then": (BH, "2026-02-06 20:00", 1, "exclusive", "same", "2026-02-09 20:00"),
    "over Thanksgiving": (BH_HOLIDAYS, "2026-11-24 10:00", 3, "exclusive", "close", "2026-12-01 17:00"),
    "close of a shortened holiday": (HALF_EVE, "2026-12-23 10:00", 1, "exclusive", "close", "2026-12-24 12:00"),
    "close after lunch": (LUNCH, "2026-02-02 10:00", 1, "exclusive", "close", "2026-02-03 17:00"),
    "a leap day counts": (BH, "2028-02-25 10:00", 2, "exclusive", "same", "2028-02-29 10:00"),
    "the turn of the year": (BH, "2026-12-31 10:00", 1, "exclusive", "same", "2027-01-01 10:00"),
    "over the spring change": (BH, "2026-03-06 16:55", 1, "exclusive", "same", "2026-03-09 16:55"),
    "zero days are the start": (BH, "2026-02-07 10:00", 0, "exclusive", "same", "2026-02-07 10:00"),
    "zero days until close": (BH, "2026-02-02 10:00", 0, "exclusive", "close", "2026-02-02 17:00"),
    "zero days, the close has passed": (BH, "2026-02-02 18:00", 0, "exclusive", "close", "2026-02-03 17:00"),
    "zero days on a Sunday": (BH, "2026-02-08 18:00", 0, "exclusive", "end_of_day", "2026-02-09 23:59:59.999999"),
    "one day back": (BH, "2026-02-02 10:00", -1, "exclusive", "same", "2026-01-30 10:00"),
    "one day back, inclusive": (BH, "2026-02-02 10:00", -1, "inclusive", "same", "2026-02-02 10:00"),
    "20 days before the True-Up": (BH, "2026-03-05 00:00", -20, "exclusive", "close", "2026-02-05 17:00"),
    "20 days before, over Thanksgiving": (
        BH_HOLIDAYS,
        "2026-12-15 00:00",
        -20,
        "exclusive",
        "close",
        "2026-11-13 17:00",
    ),
    "10 days before, first counted": (BH, "2026-02-16 17:00", -10, "inclusive", "close", "2026-02-03 17:00"),
    "back, inclusive, its close is yet to come": (BH, "2026-02-02 10:00", -1, "inclusive", "close", "2026-01-30 17:00"),
    "back from a Sunday": (BH, "2026-02-08 10:00", -1, "inclusive", "same", "2026-02-06 10:00"),
}


@pytest.mark.parametrize("case", CASES)
def test_days_end_where_people_expect(case):
    hours_of, start, days, start_day, due_time, due = CASES[case]
    assert advance_days(hours_of, at(start), days, start_day=start_day, due_time=due_time) == at(due)


# Exclusive, from Monday 10:00.
PAUSED = {
    "wholly outside hours": (2, "same", [("2026-02-02 18:00", "2026-02-03 07:00")], "2026-02-04 10:00"),
    "a whole day": (2, "same", [("2026-02-03 00:00", "2026-02-04 00:00")], "2026-02-05 10:00"),
    "at the due moment": (1, "same", [("2026-02-03 09:00", "2026-02-03 11:00")], "2026-02-04 10:00"),
    "until the due moment exactly": (1, "same", [("2026-02-03 09:00", "2026-02-03 10:00")], "2026-02-04 10:00"),
    "until just before it": (1, "same", [("2026-02-03 09:00", "2026-02-03 09:59:59")], "2026-02-03 10:00"),
    "from the due moment on": (1, "same", [("2026-02-03 10:00", "2026-02-03 12:00")], "2026-02-03 10:00"),
    "at midday, due at close": (1, "close", [("2026-02-03 10:00", "2026-02-03 12:00")], "2026-02-03 17:00"),
    "over closing": (1, "close", [("2026-02-03 16:00", "2026-02-03 18:00")], "2026-02-04 17:00"),
    "until closing": (1, "end_of_day", [("2026-02-03 16:00", "2026-02-03 17:00")], "2026-02-04 23:59:59.999999"),
    "after closing": (1, "end_of_day", [("2026-02-03 17:00", "2026-02-04 08:00")], "2026-02-03 23:59:59.999999"),
    "a week": (3, "same", [("2026-02-03 16:00", "2026-02-09 09:00")], "2026-02-10 10:00"),
    "two that overlap": (
        1,
        "same",
        [("2026-02-03 09:00", "2026-02-03 11:00"), ("2026-02-03 09:30", "2026-02-04 10:30")],
        "2026-02-05 10:00",
    ),
    "over before the start": (1, "same", [("2026-01-30 09:00", "2026-02-02 10:00")], "2026-02-03 10:00"),
    "open, after it was reached": (1, "same", [("2026-02-03 10:00", None)], "2026-02-03 10:00"),
}


@pytest.mark.parametrize("case", PAUSED)
def test_a_day_is_lost_when_the_clock_stands_still_at_its_due_moment(case):
    days, due_time, spans, due = PAUSED[case]
    pauses = [pause(*span) for span in spans]
    assert advance_days(BH, at("2026-02-02 10:00"), days, due_time=due_time, pauses=pauses) == at(due)


def test_a_pause_outside_hours_costs_nothing_even_when_due_exactly_at_opening():
    night, into_morning = pause("2026-02-02 18:00", "2026-02-03 08:00"), pause("2026-02-02 18:00", "2026-02-03 08:30")
    start = at("2026-02-02 08:00")
    assert advance_days(BH, start, 1, pauses=[night]) == at("2026-02-03 08:00")
    assert advance_days(BH, start, 1, pauses=[into_morning]) == at("2026-02-04 08:00")


def test_what_of_a_pause_lies_before_the_start_plays_no_part():
    saturday = at("2026-02-07 07:00")
    for since in ("2026-02-06 16:00", "2026-02-07 07:00"):
        assert advance_days(BH, saturday, 1, pauses=[pause(since, "2026-02-07 08:00")]) == at("2026-02-09 07:00")
        assert advance_days(BH, at("2026-02-07 08:00"), 1, pauses=[pause(since, "2026-02-09 08:00")]) == at(
            "2026-02-09 08:00"
        )


def test_while_paused_no_day_is_due():
    assert advance_days(BH, at("2026-02-02 10:00"), 2, pauses=[pause("2026-02-03 12:00", None)]) is None
    assert advance_days(BH, at("2026-02-02 10:00"), 0, pauses=[pause("2026-02-01 12:00", None)]) == at(
        "2026-02-02 10:00"
    )


def test_counting_days_back_takes_no_pauses():
    with pytest.raises(ValueError, match="no pauses"):
        advance_days(BH, at("2026-02-02 10:00"), -1, pauses=[pause("2026-02-03 12:00", None)])


def test_a_time_of_day_that_is_skipped_becomes_the_instant_of_the_change():
    assert advance_days(ALWAYS, at("2026-03-07 02:30"), 1) == utc("2026-03-08 08:00")


def test_a_time_of_day_that_comes_twice_is_the_first_but_the_start_is_its_own():
    assert advance_days(ALWAYS, at("2026-10-31 01:30"), 1) == utc("2026-11-01 06:30")
    second = at("2026-11-01 01:30", fold=1)
    assert advance_days(ALWAYS, second, 1, start_day="inclusive") == second


def test_the_end_of_a_day_is_its_last_microsecond_even_when_its_last_hour_comes_twice():
    cairo = around_the_clock("Africa/Cairo")
    assert advance_days(cairo, utc("2026-10-28 12:00"), 1, due_time="end_of_day") == utc("2026-10-29 21:59:59.999999")
    assert advance_days(cairo, utc("2026-04-22 12:00"), 1, due_time="end_of_day") == utc("2026-04-23 21:59:59.999999")


def test_a_day_the_local_clock_skips_is_no_day():
    samoa = calendar((ALL_DAY,) * 7, "Pacific/Apia")
    start = utc("2011-12-29 22:00")
    assert advance_days(samoa, start, 1) == utc("2011-12-30 22:00")
    assert count_days(samoa, date(2011, 12, 29), date(2011, 12, 31)) == 2


def test_the_next_and_the_previous_such_day_may_be_the_day_itself():
    assert next_such_day(BH, date(2026, 2, 6)) == previous_such_day(BH, date(2026, 2, 6)) == date(2026, 2, 6)
    assert next_such_day(BH_HOLIDAYS, date(2026, 11, 26)) == date(2026, 11, 30)
    assert previous_such_day(BH_HOLIDAYS, date(2026, 11, 29)) == date(2026, 11, 25)


def test_open_days_are_counted_with_both_ends():
    assert count_days(BH_HOLIDAYS, date(2026, 11, 23), date(2026, 11, 30)) == 4
    assert count_days(BH, date(2026, 2, 7), date(2026, 2, 8)) == 0
    assert count_days(BH, date(2026, 2, 9), date(2026, 2, 6)) == 0


def test_a_calendar_that_never_opens_has_no_such_day():
    closed = calendar(((),) * 7)
    for attempt in (
        lambda: advance_days(closed, at("2026-02-02 10:00"), 1),
        lambda: advance_days(closed, at("2026-02-02 10:00"), -1),
        lambda: next_such_day(closed, date(2026, 2, 2)),
        lambda: previous_such_day(closed, date(2026, 2, 2)),
    ):
        with pytest.raises(NeverOpens, match="no opening hours"):
            attempt()


@pytest.mark.parametrize(
    "attempt",
    (
        lambda: advance_days(BH, at("2026-02-02 10:00"), 10_000),
        lambda: advance_days(BH, at("2026-02-02 10:00"), -10_000),
        lambda: advance_days(BH, at("9998-12-20 10:00"), 10),
        lambda: count_days(BH, date.min, date.max),
        lambda: next_such_day(BH, date.max),
        lambda: previous_such_day(BH, date.min),
    ),
)
def test_days_too_far_away_are_refused(attempt):
    with pytest.raises(TooFar):
        attempt()


@pytest.mark.parametrize(
    "rule", ({"start_day": "maybe"}, {"due_time": "noon"}, {"start_day": "inclusive", "due_time": ""})
)
def test_unknown_rules_are_refused(rule):
    with pytest.raises(ValueError, match="either exclusive or inclusive|due time is"):
        advance_days(BH, at("2026-02-02 10:00"), 1, **rule)


def test_a_start_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        advance_days(BH, datetime.fromisoformat("2026-02-02 10:00"), 1)
