"""Targets in words, their due instants, reminders before, escalations after, and shares."""

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.calendars.targets import Target, due, due_at, offset_after, offset_before, share_of
from portal.calendars.worktime import TooFar, elapsed

from .almanac import BH, BH_HOLIDAYS, BH_LONG, at, hours, pause

ONE_HOUR = Target(1, "hour")

WORDS = {
    Target(4, "hour"): "4 hours",
    Target(1, "minute"): "1 minute",
    Target(Decimal("1.50"), "hour"): "1.5 hours",
    Target(100, "minute"): "100 minutes",
    Target(0, "minute", at_zero="opening"): "0 minutes, at the next opening",
    Target(10, "day", due_time="close"): "10 days, first day not counted, until close of business",
    Target(1, "day", "inclusive", "end_of_day"): "1 day, first day counted, until the end of the day",
    Target(-20, "day"): "20 days before, first day not counted, at the same time of day",
}


@pytest.mark.parametrize("target", WORDS)
def test_targets_read_as_people_say_them(target):
    assert target.in_words() == WORDS[target]


def test_hours_and_minutes_are_exact():
    assert Target(Decimal("0.1"), "hour").as_timedelta() == timedelta(minutes=6)
    assert Target(Decimal("0.000001"), "minute").as_timedelta() == timedelta(microseconds=60)
    assert Target(-2, "hour").as_timedelta() == -timedelta(hours=2)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    (
        (Decimal("1.5"), "day", "whole"),
        (Decimal(1) / 3, "hour", "exactly"),
        (Decimal("0.00000001"), "minute", "exactly"),
        (Decimal("NaN"), "hour", "finite"),
        (Decimal("1e-400"), "hour", "too fine"),
        (1.5, "hour", "whole or a decimal"),
        (True, "hour", "whole or a decimal"),
        (1, "week", "minutes, hours or days"),
    ),
)
def test_amounts_that_cannot_be_reckoned_are_refused(amount, unit, words):
    with pytest.raises(ValueError, match=words):
        Target(amount, unit)


def test_an_amount_out_of_all_reason_is_too_far():
    with pytest.raises(TooFar):
        Target(Decimal("1e999999"), "hour")


def test_days_have_no_length():
    with pytest.raises(ValueError, match="not a length"):
        Target(1, "day").as_timedelta()


@pytest.mark.parametrize("rule", ({"at_zero": "noon"}, {"start_day": "noon"}, {"due_time": "noon"}))
def test_unknown_rules_are_refused(rule):
    with pytest.raises(ValueError, match="zero|start day|due time"):
        Target(1, "day", **rule)


def test_due_and_the_fast_way_agree():
    for target in (Target(8, "hour"), Target(3, "day", due_time="close"), Target(0, "hour", at_zero="opening")):
        assert due(BH, at("2026-02-07 15:00"), target).due_at == due_at(BH, at("2026-02-07 15:00"), target)


def test_the_reminder_and_the_75_percent_warning_of_8_hours_from_monday_afternoon():
    start, target = at("2026-08-17 15:00"), Target(8, "hour")
    assert due_at(BH, start, target) == at("2026-08-18 14:00")
    assert offset_before(BH, start, target, ONE_HOUR) == at("2026-08-18 13:00")
    assert share_of(BH, start, target, 75) == at("2026-08-18 12:00")


def test_the_one_hour_warning_of_a_longer_day():
    start, target = at("2026-08-17 17:00"), Target(4, "hour")
    assert due_at(BH_LONG, start, target) == at("2026-08-18 11:00")
    assert offset_before(BH_LONG, start, target, ONE_HOUR) == at("2026-08-18 10:00")


def test_a_warning_before_the_start_is_at_the_start():
    start = at("2026-02-07 15:00")
    assert offset_before(BH, start, Target(30, "minute"), ONE_HOUR) == start
    assert offset_before(BH, start, Target(1, "day"), Target(5, "day")) == start
    assert share_of(BH, start, Target(1, "hour"), 0) == start


def test_a_warning_honors_pauses():
    start, target = at("2026-02-02 09:00"), Target(4, "hour")
    paused = [pause("2026-02-02 10:00", "2026-02-03 10:00")]
    assert offset_before(BH, start, target, ONE_HOUR, paused) == at("2026-02-03 12:00")
    assert share_of(BH, start, target, 50, paused) == at("2026-02-03 11:00")
    assert offset_before(BH, start, target, ONE_HOUR, [pause("2026-02-02 10:00", None)]) is None


def test_a_warning_reached_before_an_open_pause_stands():
    paused = [pause("2026-02-02 12:30", None)]
    assert offset_before(BH, at("2026-02-02 09:00"), Target(4, "hour"), ONE_HOUR, paused) == at("2026-02-02 12:00")


def test_days_before_are_counted_from_the_due_instant_at_its_time_of_day():
    start, target = at("2026-11-20 10:00"), Target(5, "day", due_time="close")
    assert due_at(BH_HOLIDAYS, start, target) == at("2026-12-01 17:00")
    assert offset_before(BH_HOLIDAYS, start, target, Target(2, "day")) == at("2026-11-25 17:00")
    assert offset_before(BH, at("2026-02-02 09:00"), Target(20, "hour"), Target(1, "day")) == at("2026-02-03 11:00")


def test_hours_before_a_target_in_days_are_open_hours():
    target = Target(2, "day", due_time="end_of_day")
    assert offset_before(BH, at("2026-02-02 10:00"), target, ONE_HOUR) == at("2026-02-04 16:00")
    assert offset_before(BH, at("2026-02-02 10:00"), target, Target(0, "hour")) == due_at(
        BH, at("2026-02-02 10:00"), target
    )


def test_a_share_of_days_is_a_share_of_their_open_time():
    start, target = at("2026-02-02 08:00"), Target(3, "day", due_time="close")
    assert elapsed(BH, start, due_at(BH, start, target)) == hours(36)
    assert share_of(BH, start, target, 75) == at("2026-02-04 17:00")
    assert share_of(BH, start, target, 100) == at("2026-02-05 17:00")
    assert share_of(BH, start, target, Decimal("12.5")) == at("2026-02-02 12:30")


def test_while_days_are_paused_their_warnings_are_unknown():
    start, paused = at("2026-02-02 08:00"), [pause("2026-02-03 07:00", None)]
    target = Target(3, "day")
    assert offset_before(BH, start, target, ONE_HOUR, paused) is None
    assert offset_before(BH, start, target, Target(1, "day"), paused) is None
    assert share_of(BH, start, target, 75, paused) is None


def test_an_escalation_comes_after_the_due_instant_in_open_time():
    friday = at("2026-02-06 16:30")
    assert offset_after(BH, friday, Target(1, "hour")) == at("2026-02-09 08:30")
    assert offset_after(BH, friday, Target(2, "day")) == at("2026-02-10 16:30")
    assert offset_after(BH, friday, Target(0, "hour")) == friday


def test_reminders_of_what_lies_behind_are_refused():
    with pytest.raises(ValueError, match="lies ahead"):
        offset_before(BH, at("2026-02-06 16:30"), Target(-1, "hour"), ONE_HOUR)
    with pytest.raises(ValueError, match="lies ahead"):
        share_of(BH, at("2026-02-06 16:30"), Target(1, "hour"), -5)
