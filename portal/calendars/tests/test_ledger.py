"""Why this date: the ledger's spans, their reasons, and that nothing is missing between them."""

from datetime import date, timedelta

from portal.calendars.targets import Target, due
from portal.calendars.worktime import Holiday, Hours

from .almanac import ALWAYS, BH, BH_HOLIDAYS, CHICAGO, LUNCH, around_the_clock, at, calendar, hours, pause, utc

HALF_EVE = calendar(
    holidays={
        date(2026, 12, 24): Holiday("Christmas Eve", (Hours(480, 720),)),
        date(2026, 12, 25): Holiday("Christmas"),
    }
)


def rows(hours_of, start, target, pauses=()):
    """The ledger as (from, to, minutes or days counted, kind, reason), after checking that its spans touch."""
    result = due(hours_of, start, target, pauses)
    ledger = result.ledger
    assert [span.start for span in ledger[1:]] == [span.end for span in ledger[:-1]]
    assert not ledger or ledger[-1].end == (result.due_at if target.amount >= 0 else start)
    return [
        (
            _local(span.start),
            _local(span.end) if span.end else None,
            span.counted_days if target.is_days else span.counted / timedelta(minutes=1),
            span.kind,
            span.reason,
        )
        for span in ledger
    ]


def _local(instant):
    return instant.astimezone(CHICAGO).strftime("%a %H:%M")


def test_a_weekend_with_the_spring_change():
    assert rows(BH, at("2026-03-06 16:55"), Target(10, "minute")) == [
        ("Fri 16:55", "Fri 17:00", 5, "counted", "Counted"),
        ("Fri 17:00", "Sat 00:00", 0, "closed", "Closed from 17:00"),
        ("Sat 00:00", "Sun 03:00", 0, "weekend", "Saturday and Sunday"),
        ("Sun 03:00", "Mon 00:00", 0, "weekend", "Sunday, clocks go forward one hour"),
        ("Mon 00:00", "Mon 08:00", 0, "closed", "Closed until 08:00"),
        ("Mon 08:00", "Mon 08:05", 5, "counted", "Counted"),
    ]


def test_the_autumn_change_is_counted_around_the_clock():
    assert rows(ALWAYS, at("2026-10-31 12:00"), Target(24, "hour")) == [
        ("Sat 12:00", "Sun 01:00", 14 * 60, "counted", "Counted"),
        ("Sun 01:00", "Sun 11:00", 10 * 60, "counted", "Counted, clocks go back one hour"),
    ]


def test_half_an_hour_is_said_as_such():
    ledger = due(around_the_clock("Australia/Lord_Howe"), utc("2026-10-03 03:00"), Target(24, "hour")).ledger
    assert [span.reason for span in ledger] == ["Counted", "Counted, clocks go forward 30 minutes"]


def test_holidays_by_name():
    assert [row[2:] for row in rows(BH_HOLIDAYS, at("2026-11-25 16:00"), Target(4, "hour"))] == [
        (60, "counted", "Counted"),
        (0, "closed", "Closed from 17:00"),
        (0, "holiday", "Thanksgiving Day"),
        (0, "holiday", "Day after Thanksgiving"),
        (0, "weekend", "Saturday and Sunday"),
        (0, "closed", "Closed until 08:00"),
        (180, "counted", "Counted"),
    ]


def test_a_shortened_holiday_and_lunch():
    assert [row[4] for row in rows(HALF_EVE, at("2026-12-24 11:00"), Target(2, "hour"))] == [
        "Counted",
        "Closed from 12:00 (Christmas Eve)",
        "Christmas",
        "Saturday and Sunday",
        "Closed until 08:00",
        "Counted",
    ]
    assert rows(LUNCH, at("2026-02-03 11:50"), Target(20, "minute"))[1] == (
        "Tue 12:00",
        "Tue 13:00",
        0,
        "closed",
        "Closed until 13:00",
    )


def test_a_night_is_one_span():
    assert rows(BH, at("2026-02-02 16:00"), Target(2, "hour"))[1] == (
        "Mon 17:00",
        "Tue 08:00",
        0,
        "closed",
        "Closed until 08:00",
    )


def test_a_pause_says_why_and_by_whom():
    paused = [pause("2026-02-03 16:00", "2026-02-09 10:00", "waiting on participant", "Dana Manager")]
    assert rows(BH, at("2026-02-02 09:00"), Target(20, "hour"), paused)[3:] == [
        ("Tue 16:00", "Mon 10:00", 0, "paused", "Paused: waiting on participant (Dana Manager)"),
        ("Mon 10:00", "Mon 14:00", 240, "counted", "Counted"),
    ]


def test_a_pause_outside_hours_is_shown_with_nothing_counted():
    paused = [pause("2026-02-02 18:00", "2026-02-03 07:00")]
    assert rows(BH, at("2026-02-02 15:00"), Target(4, "hour"), paused) == [
        ("Mon 15:00", "Mon 17:00", 120, "counted", "Counted"),
        ("Mon 17:00", "Mon 18:00", 0, "closed", "Closed until 08:00"),
        ("Mon 18:00", "Tue 07:00", 0, "paused", "Paused"),
        ("Tue 07:00", "Tue 08:00", 0, "closed", "Closed until 08:00"),
        ("Tue 08:00", "Tue 10:00", 120, "counted", "Counted"),
    ]


def test_an_open_pause_ends_the_ledger_without_an_end():
    assert rows(BH, at("2026-02-02 09:00"), Target(4, "hour"), [pause("2026-02-02 09:48", None, "offline")]) == [
        ("Mon 09:00", "Mon 09:48", 48, "counted", "Counted"),
        ("Mon 09:48", None, 0, "paused", "Paused: offline"),
    ]
    assert rows(BH, at("2026-02-02 09:00"), Target(4, "hour"), [pause("2026-02-01 09:48", None)]) == [
        ("Mon 09:00", None, 0, "paused", "Paused"),
    ]


def test_overlapping_pauses_are_shown_one_after_the_other():
    paused = [
        pause("2026-02-02 11:00", "2026-02-02 13:00", "second"),
        pause("2026-02-02 10:00", "2026-02-02 12:00", "first"),
    ]
    assert [row[:2] + row[4:] for row in rows(BH, at("2026-02-02 09:00"), Target(2, "hour"), paused)] == [
        ("Mon 09:00", "Mon 10:00", "Counted"),
        ("Mon 10:00", "Mon 12:00", "Paused: first"),
        ("Mon 12:00", "Mon 13:00", "Paused: second"),
        ("Mon 13:00", "Mon 14:00", "Counted"),
    ]


def test_days_are_counted_by_the_day():
    assert rows(BH_HOLIDAYS, at("2026-11-20 10:00"), Target(5, "day", due_time="close")) == [
        ("Fri 10:00", "Sat 00:00", 0, "not_counted", "Start day, not counted"),
        ("Sat 00:00", "Mon 00:00", 0, "weekend", "Saturday and Sunday"),
        ("Mon 00:00", "Thu 00:00", 3, "counted", "Counted"),
        ("Thu 00:00", "Fri 00:00", 0, "holiday", "Thanksgiving Day"),
        ("Fri 00:00", "Sat 00:00", 0, "holiday", "Day after Thanksgiving"),
        ("Sat 00:00", "Mon 00:00", 0, "weekend", "Saturday and Sunday"),
        ("Mon 00:00", "Tue 17:00", 2, "counted", "Counted"),
    ]


def test_a_day_lost_to_a_pause_says_so():
    paused = [pause("2026-02-03 09:00", "2026-02-03 12:00", "offline")]
    assert rows(BH, at("2026-02-02 10:00"), Target(1, "day"), paused) == [
        ("Mon 10:00", "Tue 00:00", 0, "not_counted", "Start day, not counted"),
        ("Tue 00:00", "Tue 09:00", 0, "not_counted", "Not counted, paused when due at 10:00"),
        ("Tue 09:00", "Tue 12:00", 0, "paused", "Paused: offline"),
        ("Tue 12:00", "Wed 00:00", 0, "not_counted", "Not counted, paused when due at 10:00"),
        ("Wed 00:00", "Wed 10:00", 1, "counted", "Counted"),
    ]


def test_a_day_with_a_pause_that_costs_nothing_counts_once():
    paused = [pause("2026-02-03 11:00", "2026-02-03 12:00")]
    assert rows(BH, at("2026-02-02 10:00"), Target(2, "day"), paused)[1:] == [
        ("Tue 00:00", "Tue 11:00", 1, "counted", "Counted"),
        ("Tue 11:00", "Tue 12:00", 0, "paused", "Paused"),
        ("Tue 12:00", "Wed 00:00", 0, "not_counted", "Part of the same day"),
        ("Wed 00:00", "Wed 10:00", 1, "counted", "Counted"),
    ]


def test_the_due_day_counts_even_when_a_pause_outside_hours_covers_it():
    paused = [pause("2026-02-02 18:00", "2026-02-03 07:30")]
    assert rows(BH, at("2026-02-02 07:00"), Target(1, "day"), paused)[-1] == (
        "Tue 00:00",
        "Tue 07:00",
        1,
        "paused",
        "Paused; the day still counts",
    )


def test_a_day_due_at_its_very_start_still_has_its_span():
    ledger = rows(BH, at("2026-02-02 00:00"), Target(1, "day"))
    assert ledger[-1] == ("Tue 00:00", "Tue 00:00", 1, "counted", "Counted")
    assert rows(BH, at("2026-02-02 10:00"), Target(1, "day", "inclusive")) == [
        ("Mon 10:00", "Mon 10:00", 1, "counted", "Counted"),
    ]


def test_zero_days_count_none():
    assert rows(BH, at("2026-02-07 10:00"), Target(0, "day", due_time="close")) == [
        ("Sat 10:00", "Mon 00:00", 0, "weekend", "Saturday and Sunday"),
        ("Mon 00:00", "Mon 17:00", 0, "not_counted", "Due day, no day to count"),
    ]
    assert rows(BH, at("2026-02-07 10:00"), Target(0, "day")) == []


def test_counted_back_the_ledger_still_reads_forward():
    assert rows(BH, at("2026-02-09 09:00"), Target(-2, "hour")) == [
        ("Fri 16:00", "Fri 17:00", 60, "counted", "Counted"),
        ("Fri 17:00", "Sat 00:00", 0, "closed", "Closed from 17:00"),
        ("Sat 00:00", "Mon 00:00", 0, "weekend", "Saturday and Sunday"),
        ("Mon 00:00", "Mon 08:00", 0, "closed", "Closed until 08:00"),
        ("Mon 08:00", "Mon 09:00", 60, "counted", "Counted"),
    ]
    assert rows(BH, at("2026-02-09 09:00"), Target(-1, "day")) == [
        ("Fri 09:00", "Sat 00:00", 1, "counted", "Counted"),
        ("Sat 00:00", "Mon 00:00", 0, "weekend", "Saturday and Sunday"),
        ("Mon 00:00", "Mon 09:00", 0, "not_counted", "Start day, not counted"),
    ]


def test_what_is_counted_adds_up_to_the_target():
    ledger = due(LUNCH, at("2026-02-03 12:30:00.000001"), Target(100, "hour")).ledger
    assert sum((span.counted for span in ledger), timedelta(0)) == hours(100)
