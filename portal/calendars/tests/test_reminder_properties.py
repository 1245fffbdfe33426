"""What must hold for every reminder and every change of a calendar: hypothesis looks for the exception."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.calendars import affected, deadlines
from portal.calendars.deadlines import FixedDay
from portal.calendars.reminders import Offset, fire_at
from portal.calendars.targets import Target
from portal.calendars.worktime import Holiday, WorkCalendar, is_open

from .almanac import BH, BH_HOLIDAYS, BH_LONG
from .test_properties import MICROSECOND, SOME, calendars, day_hours, pauses, starts

offsets = st.one_of(
    st.builds(Offset, st.sampled_from(("before", "after")), st.integers(0, 6), st.sampled_from(("minute", "hour"))),
    st.builds(Offset, st.sampled_from(("before", "after")), st.integers(0, 4), st.just("day")),
    st.builds(Offset, st.just("share"), st.integers(0, 100).map(Decimal)),
    st.just(Offset("at")),
)


@st.composite
def rules(draw, start):
    """An amount of time, some days, or a fixed day a little before or after the start."""
    kind = draw(st.sampled_from(("hour", "minute", "day", "fixed")))
    if kind == "fixed":
        day = start.date() + timedelta(days=draw(st.integers(-3, 25)))
        rolls = st.sampled_from(("none", "next", "previous"))
        return FixedDay(day, draw(st.sampled_from(("close", "end_of_day"))), draw(rolls))
    amount = draw(st.integers(0, {"hour": 60, "minute": 2000, "day": 12}[kind]))
    due_time = draw(st.sampled_from(("same", "close", "end_of_day")))
    return Target(amount, kind, draw(st.sampled_from(("exclusive", "inclusive"))), due_time)


@SOME
@given(st.data(), calendars(), starts())
def test_nobody_is_reminded_while_the_calendar_is_closed(data, calendar, start):
    rule, offset, paused = data.draw(rules(start)), data.draw(offsets), data.draw(pauses(start))
    due = deadlines.due_at(calendar, start, rule, paused)
    fires = fire_at(calendar, start, rule, due, offset, paused)
    assert fires == start or is_open(calendar, fires) or is_open(calendar, fires - MICROSECOND)
    if offset.when in ("before", "share"):
        assert start <= fires
        assert fires <= max(start, due)
    else:
        assert fires >= due


@SOME
@given(st.data(), calendars(), starts())
def test_what_a_change_of_the_calendar_does_not_touch_does_not_move(data, calendar, start):
    rule, offset, paused = data.draw(rules(start)), data.draw(offsets), data.draw(pauses(start))
    day = start.date() + timedelta(days=data.draw(st.integers(-40, 60)))
    holidays = dict(calendar.holidays) | {day: Holiday("New", data.draw(day_hours()))}
    changed = WorkCalendar("any", "Any", calendar.zone, calendar.week, holidays)
    days = affected.differing_days(calendar, changed)
    due = deadlines.due_at(calendar, start, rule, paused)
    fires = fire_at(calendar, start, rule, due, offset, paused)
    fixed = [rule.day.toordinal()] if isinstance(rule, FixedDay) else []
    if affected.touches(changed, days, [start, due, fires], fixed):
        return
    moved = deadlines.due_at(changed, start, rule, paused)
    assert moved == due
    assert fire_at(changed, start, rule, moved, offset, paused) == fires


def test_another_week_or_zone_may_touch_every_day():
    assert affected.differing_days(BH, BH_LONG) is None
    assert affected.differing_days(BH, BH_HOLIDAYS) == [
        date(2026, 11, 26).toordinal(), date(2026, 11, 27).toordinal(),
    ]  # fmt: skip
    assert affected.touches(BH, None, [])
