"""When the levels of a plan fire: the hard cases of warnings, and never while the calendar is closed."""

from datetime import date
from decimal import Decimal

import pytest

from portal.calendars import deadlines
from portal.calendars.deadlines import FixedDay
from portal.calendars.reminders import Offset, before_start, fire_at
from portal.calendars.targets import Target

from .almanac import ALWAYS, BH, BH_HOLIDAYS, BH_LONG, at, hours, pause

EIGHT_HOURS = Target(8, "hour")
MONDAY = at("2026-08-17 15:00")
DAY_RULE = Target(2, "day", due_time="end_of_day")


def fires(calendar, start, rule, offset, pauses=()):
    return fire_at(calendar, start, rule, deadlines.due_at(calendar, start, rule, pauses), offset, pauses)


CASES = {
    "1 h before": (BH, MONDAY, EIGHT_HOURS, Offset("before", 1, "hour"), "2026-08-18 13:00"),
    "75 % of the time": (BH, MONDAY, EIGHT_HOURS, Offset("share", 75), "2026-08-18 12:00"),
    "1 h before in longer hours": (
        BH_LONG, MONDAY.replace(hour=22), Target(4, "hour"), Offset("before", 1, "hour"), "2026-08-18 10:00",
    ),
    "at the due instant": (BH, MONDAY, EIGHT_HOURS, Offset("at"), "2026-08-18 14:00"),
    "at a due instant that is the closing": (
        BH, at("2026-08-14 16:00"), Target(1, "hour"), Offset("at"), "2026-08-14 17:00",
    ),
    "1 h after, over the weekend": (
        BH, at("2026-08-14 15:30"), Target(1, "hour"), Offset("after", 1, "hour"), "2026-08-17 08:30",
    ),
    "1 day after keeps the time of day": (BH, MONDAY, EIGHT_HOURS, Offset("after", 1, "day"), "2026-08-19 14:00"),
    "1 day before a day rule at its end comes at the closing before": (
        BH, at("2026-08-18 10:00"), DAY_RULE, Offset("before", 1, "day"), "2026-08-19 17:00",
    ),
    "the end of a day is told of at the next opening": (
        BH, at("2026-08-18 10:00"), DAY_RULE, Offset("at"), "2026-08-21 08:00",
    ),
    "a calendar that never closes moves nothing": (
        ALWAYS, at("2026-08-15 03:00"), Target(20, "hour"), Offset("before", 1, "hour"), "2026-08-15 22:00",
    ),
    "1 day before a fixed day": (
        BH, at("2026-08-03 10:00"), FixedDay(date(2026, 8, 17)), Offset("before", 1, "day"), "2026-08-14 17:00",
    ),
    "2 hours before a fixed day": (
        BH, at("2026-08-03 10:00"), FixedDay(date(2026, 8, 17)), Offset("before", 2, "hour"), "2026-08-17 15:00",
    ),
    "half of the way to a fixed day": (
        BH, at("2026-08-17 08:00"), FixedDay(date(2026, 8, 17)), Offset("share", 50), "2026-08-17 12:30",
    ),
    "before the day after a fixed day that rolled over a holiday": (
        BH_HOLIDAYS, at("2026-11-23 10:00"), FixedDay(date(2026, 11, 26)), Offset("before", 1, "day"),
        "2026-11-25 17:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("calendar", "start", "rule", "offset", "expected"), CASES.values(), ids=CASES)
def test_a_level_fires(calendar, start, rule, offset, expected):
    assert fires(calendar, start, rule, offset) == at(expected)


def test_a_pause_moves_the_warning_with_the_due_instant():
    stopped = [pause("2026-08-17 16:00", "2026-08-18 10:00")]
    assert fires(BH, MONDAY, EIGHT_HOURS, Offset("before", 1, "hour"), stopped) == at("2026-08-18 16:00")


def test_while_paused_nothing_fires():
    stopped = [pause("2026-08-17 16:00", None)]
    for when in ("before", "at", "after", "share"):
        assert fires(BH, MONDAY, EIGHT_HOURS, Offset(when, 1, "hour"), stopped) is None


def test_the_ladder_stands_still_during_a_pause_after_the_due_instant():
    due = at("2026-08-18 14:00")
    stopped = [pause("2026-08-18 14:30", "2026-08-18 16:00")]
    after = Offset("after", 1, "hour")
    assert fire_at(BH, MONDAY, EIGHT_HOURS, due, after, stopped) == at("2026-08-18 16:30")
    assert fire_at(BH, MONDAY, EIGHT_HOURS, due, after, [pause("2026-08-18 14:30", None)]) is None


@pytest.mark.parametrize(
    ("offset", "void"),
    [
        (Offset("before", 8, "hour"), True),
        (Offset("before", 2, "day"), True),
        (Offset("before", Decimal("7.5"), "hour"), False),
        (Offset("at"), False),
        (Offset("after", 1, "hour"), False),
    ],
)
def test_a_warning_from_before_the_start_is_void(offset, void):
    assert before_start(MONDAY, fires(BH, MONDAY, EIGHT_HOURS, offset), offset) is void


FIXED = {
    "an open day, close of business": (FixedDay(date(2026, 11, 25)), "2026-11-25 17:00"),
    "a holiday rolls on": (FixedDay(date(2026, 11, 26)), "2026-11-30 17:00"),
    "a holiday rolls back": (FixedDay(date(2026, 11, 27), roll="previous"), "2026-11-25 17:00"),
    "end of the day": (FixedDay(date(2026, 11, 25), "end_of_day"), "2026-11-25 23:59:59.999999"),
    "a closed day that stays has no closing": (FixedDay(date(2026, 11, 26), roll="none"), "2026-11-26 23:59:59.999999"),
}


@pytest.mark.parametrize(("rule", "expected"), FIXED.values(), ids=FIXED)
def test_a_fixed_day_is_due(rule, expected):
    assert deadlines.due_at(BH_HOLIDAYS, at("2026-11-23 10:00"), rule) == at(expected)


def test_a_pause_hides_a_fixed_day_and_does_not_move_it():
    rule, start = FixedDay(date(2026, 11, 25)), at("2026-11-23 10:00")
    assert deadlines.due_at(BH, start, rule, [pause("2026-11-23 11:00", None)]) is None
    assert deadlines.due_at(BH, start, rule, [pause("2026-11-23 11:00", "2026-11-24 11:00")]) == at("2026-11-25 17:00")


@pytest.mark.parametrize("rule", [FixedDay(date(2026, 11, 26)), FixedDay(date(2026, 11, 30), "end_of_day")])
@pytest.mark.parametrize("start", ["2026-11-23 10:00", "2026-11-23 18:00", "2026-11-22 10:00", "2026-11-30 09:00"])
def test_the_ledger_of_a_fixed_day_has_no_gap_and_names_the_holidays(rule, start):
    start = at(start)
    spans = deadlines.ledger(BH_HOLIDAYS, start, rule, [])
    assert spans[0].start == start
    assert spans[-1].end == deadlines.due_at(BH_HOLIDAYS, start, rule)
    assert all(one.end == other.start for one, other in zip(spans, spans[1:], strict=False))
    if start < at("2026-11-26 00:00"):
        assert "Thanksgiving Day" in " ".join(span.reason for span in spans)


def test_a_fixed_day_that_had_passed_has_no_ledger():
    assert deadlines.ledger(BH, at("2026-11-25 10:00"), FixedDay(date(2026, 11, 23)), []) == []


def test_what_is_left_of_a_paused_clock():
    paused = [pause("2026-02-02 10:00", "2026-02-02 11:00"), pause("2026-02-02 14:00", None)]
    assert deadlines.remaining(BH, at("2026-02-02 09:00"), Target(8, "hour"), paused) == hours(4)


def test_a_warning_while_it_was_closed_is_never_after_the_due_instant():
    rule = Target(3, "day", due_time="end_of_day")
    start = at("2026-08-17 10:00")
    due = deadlines.due_at(BH, start, rule)
    fired = fires(BH, start, rule, Offset("before", 30, "minute"))
    assert start < fired <= due
    assert fired <= at("2026-08-20 17:00")
