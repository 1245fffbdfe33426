"""The hard cases of business time, each with the instant it must end at (in UTC)."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.calendars.worktime import (
    Holiday,
    Hours,
    advance,
    elapsed,
    is_open,
    next_opening,
    remaining,
)

from .almanac import (
    ALL_DAY,
    ALWAYS,
    BH,
    BH_HOLIDAYS,
    BH_LONG,
    CHICAGO,
    LUNCH,
    around_the_clock,
    at,
    calendar,
    hours,
    minutes,
    pause,
    utc,
    working_week,
)

CHRISTMAS = calendar(holidays={date(2026, 12, 25): Holiday("Christmas Day")})
CHRISTMAS_AND_EVE = calendar(
    holidays={date(2026, 12, 24): Holiday("Christmas Eve"), date(2026, 12, 25): Holiday("Christmas Day")}
)
HALF_EVE = calendar(holidays={date(2026, 12, 24): Holiday("Christmas Eve", (Hours(480, 720),))})
SATURDAY_FOURTH = calendar(holidays={date(2026, 7, 4): Holiday("Independence Day")})
NIGHT = calendar(((Hours(60, 180),),) * 7)
GAP_HALF = calendar(((Hours(120, 150),),) * 7)
GAP_STRADDLED = calendar(((Hours(150, 210),),) * 7)

CASES = {
    "spring change over a weekend": (BH, at("2026-03-06 16:55"), minutes(10), "2026-03-09 13:05"),
    "autumn change over a weekend": (BH, at("2026-10-30 16:55"), minutes(10), "2026-11-02 14:05"),
    "24x7 in spring": (ALWAYS, at("2026-03-07 12:00"), hours(24), "2026-03-08 18:00"),
    "24x7 in autumn": (ALWAYS, at("2026-10-31 12:00"), hours(24), "2026-11-01 17:00"),
    "the first 01:30": (ALWAYS, at("2026-11-01 01:30"), minutes(60), "2026-11-01 07:30"),
    "the second 01:30": (ALWAYS, at("2026-11-01 01:30", fold=1), minutes(60), "2026-11-01 08:30"),
    "created on a Saturday": (BH, at("2026-02-07 13:00"), minutes(60), "2026-02-09 15:00"),
    "exactly at closing": (BH, at("2026-02-06 17:00"), minutes(1), "2026-02-09 14:01"),
    "ends at closing, not at the next opening": (BH, at("2026-02-06 16:00"), minutes(60), "2026-02-06 23:00"),
    "across lunch": (LUNCH, at("2026-02-03 11:50"), minutes(20), "2026-02-03 19:10"),
    "created at lunch": (LUNCH, at("2026-02-03 12:30"), minutes(20), "2026-02-03 19:20"),
    "ends where lunch begins": (LUNCH, at("2026-02-03 11:50"), minutes(10), "2026-02-03 18:00"),
    "Thanksgiving pair": (BH_HOLIDAYS, at("2026-11-25 16:00"), hours(4), "2026-11-30 17:00"),
    "before the holiday is added": (CHRISTMAS, at("2026-12-23 15:00"), hours(8), "2026-12-24 20:00"),
    "after the holiday is added": (CHRISTMAS_AND_EVE, at("2026-12-23 15:00"), hours(8), "2026-12-28 20:00"),
    "a shortened holiday": (HALF_EVE, at("2026-12-23 16:00"), hours(6), "2026-12-25 15:00"),
    "ends when a shortened holiday closes": (HALF_EVE, at("2026-12-23 16:00"), hours(5), "2026-12-24 18:00"),
    "a holiday on a Saturday": (SATURDAY_FOURTH, at("2026-07-03 16:30"), minutes(60), "2026-07-06 13:30"),
    "8 hours from Monday afternoon": (BH, at("2026-08-17 15:00"), hours(8), "2026-08-18 19:00"),
    "longer hours, 4 hours": (BH_LONG, at("2026-08-17 17:00"), hours(4), "2026-08-18 16:00"),
    "20 hours": (BH, at("2026-02-02 09:00"), hours(20), "2026-02-04 17:00"),
    "the turn of the year": (BH, at("2026-12-31 16:00"), hours(2), "2027-01-01 15:00"),
    "a leap day": (BH, at("2028-02-28 16:00"), hours(10), "2028-02-29 23:00"),
    "the day after no leap day": (BH, at("2100-02-26 16:00"), hours(10), "2100-03-01 23:00"),
    "one microsecond": (BH, at("2026-02-06 17:00"), timedelta(microseconds=1), "2026-02-09 14:00:00.000001"),
    "a microsecond before closing": (
        BH,
        at("2026-02-06 16:59:59.999999"),
        timedelta(microseconds=2),
        "2026-02-09 14:00:00.000001",
    ),
    "nights on a spring day": (NIGHT, at("2026-03-08 00:00"), hours(1), "2026-03-08 08:00"),
    "a night cut short in spring": (NIGHT, at("2026-03-08 00:00"), hours(2), "2026-03-09 07:00"),
    "a night made longer in autumn": (NIGHT, at("2026-11-01 00:00"), hours(3), "2026-11-01 09:00"),
    "hours that spring skips": (GAP_HALF, at("2026-03-08 00:00"), minutes(30), "2026-03-09 07:30"),
    "hours that begin in the gap": (GAP_STRADDLED, at("2026-03-08 00:00"), minutes(30), "2026-03-08 08:30"),
    "Lord Howe's half hour in spring": (
        around_the_clock("Australia/Lord_Howe"),
        at("2026-10-03 12:00", ZoneInfo("Australia/Lord_Howe")),
        hours(24),
        "2026-10-04 01:30",
    ),
    "Lord Howe's business morning in autumn": (
        calendar((ALL_DAY,) * 7, "Australia/Lord_Howe"),
        at("2026-04-05 00:00", ZoneInfo("Australia/Lord_Howe")),
        hours(24.5),
        "2026-04-05 13:30",
    ),
    "Cairo skips midnight": (
        calendar(((Hours(0, 120),),) * 7, "Africa/Cairo"),
        utc("2026-04-23 21:00"),
        hours(1),
        "2026-04-23 23:00",
    ),
    "Cairo repeats the hour before midnight": (
        calendar(((Hours(1380, 1440),),) * 7, "Africa/Cairo"),
        utc("2026-10-29 12:00"),
        hours(2),
        "2026-10-29 22:00",
    ),
    "Beirut's midnight in spring": (
        calendar(((Hours(0, 90),),) * 7, "Asia/Beirut"),
        utc("2026-03-28 20:00"),
        minutes(30),
        "2026-03-28 22:30",
    ),
    "Havana repeats midnight": (
        calendar(((Hours(0, 60),),) * 7, "America/Havana"),
        utc("2026-11-01 00:00"),
        hours(2),
        "2026-11-01 06:00",
    ),
    "Samoa's missing Friday": (
        calendar(zone="Pacific/Apia"),
        at("2011-12-29 16:00", ZoneInfo("Pacific/Apia")),
        hours(2),
        "2012-01-01 19:00",
    ),
    "half hours in Kolkata": (
        calendar(zone="Asia/Kolkata"),
        at("2026-02-06 16:30", ZoneInfo("Asia/Kolkata")),
        hours(1),
        "2026-02-09 03:00",
    ),
    "the oil crisis began summer in January": (BH, at("1974-01-04 16:55"), minutes(10), "1974-01-07 13:05"),
    "war time all year": (ALWAYS, at("1942-02-08 12:00"), hours(24), "1942-02-09 18:00"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_clock_ends_where_people_expect(case):
    hours_of, start, amount, due = CASES[case]
    assert advance(hours_of, start, amount) == utc(due)
    assert elapsed(hours_of, start, utc(due)) == amount


PAUSED = {
    "over a weekend": ("2026-02-02 09:00", 20, [("2026-02-03 16:00", "2026-02-09 10:00")], "2026-02-09 14:00"),
    "none at all": ("2026-02-02 09:00", 20, [], "2026-02-04 11:00"),
    "wholly outside hours": ("2026-02-02 15:00", 4, [("2026-02-02 18:00", "2026-02-03 07:00")], "2026-02-03 10:00"),
    "one before the start": ("2026-02-02 15:00", 1, [("2026-02-02 09:00", "2026-02-02 12:00")], "2026-02-02 16:00"),
    "begun before the start": ("2026-02-02 15:00", 1, [("2026-02-02 09:00", "2026-02-02 15:30")], "2026-02-02 16:30"),
    "ends when it was due": ("2026-02-02 09:00", 2, [("2026-02-02 10:00", "2026-02-02 11:00")], "2026-02-02 12:00"),
    "begins when due": ("2026-02-02 09:00", 2, [("2026-02-02 11:00", "2026-02-02 12:00")], "2026-02-02 11:00"),
    "begins after it is due": ("2026-02-02 09:00", 1, [("2026-02-02 11:00", None)], "2026-02-02 10:00"),
    "open when reached": ("2026-02-02 09:00", 2, [("2026-02-02 11:00", None)], "2026-02-02 11:00"),
    "of no length": ("2026-02-02 09:00", 2, [("2026-02-02 10:00", "2026-02-02 10:00")], "2026-02-02 11:00"),
    "two that overlap": (
        "2026-02-02 09:00",
        2,
        [("2026-02-02 10:30", "2026-02-02 12:00"), ("2026-02-02 10:00", "2026-02-02 11:00")],
        "2026-02-02 13:00",
    ),
    "one inside another": (
        "2026-02-02 09:00",
        2,
        [("2026-02-02 10:00", "2026-02-02 13:00"), ("2026-02-02 11:00", "2026-02-02 12:00")],
        "2026-02-02 14:00",
    ),
    "across a change of the clocks": (
        "2026-03-06 16:00",
        2,
        [("2026-03-06 16:30", "2026-03-09 09:00")],
        "2026-03-09 10:30",
    ),
}


@pytest.mark.parametrize("case", PAUSED)
def test_a_pause_adds_the_open_time_it_covers_and_no_more(case):
    start, amount, spans, due = PAUSED[case]
    pauses = [pause(*span) for span in spans]
    assert advance(BH, at(start), hours(amount), pauses) == at(due)
    assert elapsed(BH, at(start), at(due), pauses) == hours(amount)


def test_while_paused_there_is_no_due_instant_but_something_is_left():
    waiting = [pause("2026-02-02 09:48", None)]
    assert advance(BH, at("2026-02-02 09:00"), hours(4), waiting) is None
    left = remaining(BH, at("2026-02-02 09:00"), hours(4), waiting, at("2026-02-05 12:00"))
    assert left == hours(3) + minutes(12)
    resumed = [pause("2026-02-02 09:48", "2026-02-03 08:00")]
    assert advance(BH, at("2026-02-02 09:00"), hours(4), resumed) == at("2026-02-03 11:12")


def test_a_clock_started_within_an_open_pause_is_never_due():
    assert advance(BH, at("2026-02-02 09:00"), hours(1), [pause("2026-02-01 09:00", None)]) is None


def test_what_is_left_turns_negative_in_open_time():
    late = remaining(BH, at("2026-02-06 16:00"), hours(1), (), at("2026-02-09 08:30"))
    assert late == -minutes(30)


def test_at_closing_nothing_more_has_run_a_second_later_either_until_it_opens():
    start = at("2026-02-06 16:00")
    assert remaining(BH, start, hours(1), (), at("2026-02-06 17:00")) == timedelta(0)
    assert advance(BH, start, hours(1)) == at("2026-02-06 17:00") < at("2026-02-06 17:00:01")


def test_a_target_of_zero_ends_at_the_start_or_at_the_next_opening_as_said():
    saturday = at("2026-02-07 13:00")
    assert advance(BH, saturday, timedelta(0)) == saturday
    assert advance(BH, saturday, timedelta(0), at_zero="opening") == at("2026-02-09 08:00")
    assert advance(BH, at("2026-02-09 09:00"), timedelta(0), at_zero="opening") == at("2026-02-09 09:00")
    paused = [pause("2026-02-06 18:00", "2026-02-09 11:00")]
    assert advance(BH, saturday, timedelta(0), paused, at_zero="opening") == at("2026-02-09 11:00")
    assert advance(BH, saturday, timedelta(0), [pause("2026-02-06 18:00", None)], at_zero="opening") is None


def test_repeated_hours_sort_by_utc():
    first = advance(ALWAYS, at("2026-11-01 01:30"), minutes(60))
    second = advance(ALWAYS, at("2026-11-01 01:30", fold=1), minutes(60))
    assert (first.astimezone(CHICAGO).hour, second.astimezone(CHICAGO).hour) == (1, 2)
    assert first < second


BACK = {
    "within a day": (BH, "2026-02-09 09:00", minutes(30), "2026-02-09 08:30"),
    "ends at opening, not at the previous closing": (BH, "2026-02-09 09:00", minutes(60), "2026-02-09 08:00"),
    "over a weekend": (BH, "2026-02-09 09:00", minutes(90), "2026-02-06 16:30"),
    "from a closed day": (BH, "2026-02-08 12:00", minutes(60), "2026-02-06 16:00"),
    "over the spring change": (BH, "2026-03-09 08:05", minutes(10), "2026-03-06 16:55"),
    "over Thanksgiving": (BH_HOLIDAYS, "2026-11-30 11:00", hours(4), "2026-11-25 16:00"),
    "at lunch": (LUNCH, "2026-02-03 13:10", minutes(20), "2026-02-03 11:50"),
}


@pytest.mark.parametrize("case", BACK)
def test_time_is_counted_back(case):
    hours_of, end, amount, start = BACK[case]
    assert advance(hours_of, at(end), -amount) == at(start)
    assert elapsed(hours_of, at(start), at(end)) == amount


def test_counting_back_takes_no_pauses():
    with pytest.raises(ValueError, match="no pauses"):
        advance(BH, at("2026-02-09 09:00"), -hours(1), [pause("2026-02-02 09:00", "2026-02-02 10:00")])


def test_nothing_has_run_when_the_end_is_not_after_the_start():
    assert elapsed(BH, at("2026-02-03 10:00"), at("2026-02-03 10:00")) == timedelta(0)
    assert elapsed(BH, at("2026-02-03 11:00"), at("2026-02-03 10:00")) == timedelta(0)


def test_an_open_pause_stops_what_has_run():
    assert elapsed(BH, at("2026-02-03 10:00"), at("2026-02-05 10:00"), [pause("2026-02-03 12:00", None)]) == hours(2)


def test_it_is_open_at_the_opening_and_closed_at_the_closing():
    assert is_open(BH, at("2026-02-06 08:00"))
    assert not is_open(BH, at("2026-02-06 17:00"))
    assert next_opening(BH, at("2026-02-06 16:59")) == at("2026-02-06 16:59")
    assert next_opening(BH, at("2026-02-06 17:00")) == at("2026-02-09 08:00")


def test_around_the_clock_there_is_no_hole_at_midnight_even_where_clocks_change_at_midnight():
    for zone in ("America/Chicago", "Africa/Cairo", "America/Havana", "America/St_Johns", "Pacific/Apia"):
        open_always = around_the_clock(zone)
        for start in (utc("2011-03-10 00:00"), utc("2011-10-20 00:00"), utc("2026-04-01 00:00")):
            assert advance(open_always, start, timedelta(days=100)) == start + timedelta(days=100)
            assert advance(open_always, start, -timedelta(days=100)) == start - timedelta(days=100)


def test_days_of_a_clock_change_have_23_or_25_hours():
    lengths = [
        ALWAYS.closes_at(day) - ALWAYS.opens_at(day) for day in (date(2026, 3, 8), date(2026, 3, 9), date(2026, 11, 1))
    ]
    assert lengths == [hours(23), hours(24), hours(25)]


def test_adjacent_hours_are_one_stretch():
    joined = calendar(working_week(Hours(480, 720), Hours(720, 1020)))
    assert len(joined.open_spans(date(2026, 2, 3).toordinal())) == 1


def test_closed_days_say_why():
    assert BH_HOLIDAYS.closed_because(date(2026, 11, 26)) == "Thanksgiving Day"
    assert BH_HOLIDAYS.closed_because(date(2026, 11, 28)) == "Saturday"
    assert BH_HOLIDAYS.closed_because(date(2026, 11, 30)) is None
    assert HALF_EVE.closed_because(date(2026, 12, 24)) is None
    no_tuesday = calendar(((Hours(480, 1020),), (), *(((Hours(480, 1020),),) * 3), (), ()))
    assert no_tuesday.closed_because(date(2026, 2, 3)) == "no opening hours on Tuesdays"
    assert calendar(zone="Pacific/Apia").closed_because(date(2011, 12, 30)) == "skipped by the local clock"
    assert BH.opens_at(date(2026, 2, 7)) is None
