"""A calendar changes: what would move is told without writing, and what moves leaves its row in the ledger."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEvent
from portal.calendars import loading
from portal.calendars.actions import recompute
from portal.calendars.actions.clocks import pause_clock, resume_clock, start_clock, stop_clock
from portal.calendars.actions.recompute import advance_run, put_off_run, recompute_run, waiting_runs, what_would_move
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.choices import RecomputeState, StepOutcome
from portal.calendars.models import CalendarVersion, Clock, ClockChange, RecomputeRun
from portal.calendars.targets import Target
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at, hours
from portal.outbox.models import Notification
from portal.testing import ParticipantFactory
from portal.tests.access.footprint import footprint, written

pytestmark = pytest.mark.django_db

# Case 10: eight hours from Wednesday 15:00, holiday only on the 25th.
WEDNESDAY = at("2026-12-23 15:00")
EVE, CHRISTMAS = clockwork.day("2026-12-24"), clockwork.day("2026-12-25")
OLD_DUE, NEW_DUE = at("2026-12-24 14:00"), at("2026-12-28 14:00")


@pytest.fixture
def bh(db):
    return clockwork.calendar(holidays=[(CHRISTMAS, "Christmas Day")])


@pytest.fixture
def clock(bh, ladder, company, hearers):
    return clockwork.clock(company, WEDNESDAY, plan="ladder")


def publish(bh, when, by=None, holidays=((EVE, "Christmas Eve"), (CHRISTMAS, "Christmas Day"))):
    """A new version and its run, as the calendars' own action makes them."""
    version = clockwork.version(bh, holidays=holidays)
    CalendarVersion.objects.filter(pk=version.pk).update(published_at=when, published_by=by, note="The eve is free")
    version.refresh_from_db()
    return RecomputeRun.objects.create(version=version, started_by=by, started_at=when)


def draft(bh):
    version = clockwork.version(bh, holidays=[(EVE, "Christmas Eve"), (CHRISTMAS, "Christmas Day")])
    calendar = loading.work_calendar(version)
    CalendarVersion.objects.filter(pk=version.pk).update(current=False)
    CalendarVersion.objects.filter(calendar=bh, number=1).update(current=True)
    return calendar


def test_case_10_a_holiday_added_before_the_due_instant_moves_it(clock, bh, supervisor):
    assert clock.due_at == OLD_DUE
    now = at("2026-12-24 09:00")
    run = recompute_run(run=publish(bh, now, supervisor), now=now)
    clock.refresh_from_db()
    assert (clock.due_at, clock.calendar_version.number) == (NEW_DUE, 2)
    assert (run.state, run.total, run.done, run.moved, run.became_late) == (RecomputeState.DONE, 1, 1, 1, 0)
    told = clock.changes.last()
    assert (told.cause, told.old_due_at, told.new_due_at) == ("calendar", OLD_DUE, NEW_DUE)
    assert (told.old_calendar_version, told.new_calendar_version) == (1, 2)
    assert (told.by_label, told.reason) == (supervisor.name, "The eve is free")
    assert [step.fire_at for step in clock.steps.all()] == [
        at("2026-12-28 13:00"), NEW_DUE, at("2026-12-28 15:00"), at("2026-12-28 17:00"),
    ]  # fmt: skip
    assert sweep_deadlines(now=at("2026-12-24 18:00")) == 0


def test_case_10_a_holiday_added_after_the_breach_leaves_it_with_a_note_and_no_second_notice(clock, bh):
    sweep_deadlines(now=at("2026-12-24 14:01"))
    notices = Notification.objects.count()
    now = at("2026-12-24 14:30")
    run = recompute_run(run=publish(bh, now), now=now)
    clock.refresh_from_db()
    assert (clock.due_at, clock.breached_at, clock.calendar_version.number) == (OLD_DUE, OLD_DUE, 1)
    assert clock.breach_note == "would not have breached under calendar version 2"
    assert (run.moved, run.became_late) == (0, 0)
    told = clock.changes.last()
    assert (told.old_due_at, told.new_due_at) == (OLD_DUE, OLD_DUE)
    assert "would not have breached" in told.note
    later = {step.level: step.outcome for step in clock.steps.filter(level__gt=2)}
    assert set(later.values()) == {StepOutcome.CANCELED}
    assert sweep_deadlines(now=at("2026-12-30 12:00")) == 0
    assert Notification.objects.count() == notices


def test_a_breach_nobody_had_recorded_yet_is_one_all_the_same_and_its_notice_still_comes(clock, bh):
    """Down from before the due instant until after the version was published: the fact does not depend on a sweep."""
    now = at("2026-12-24 14:30")
    recompute_run(run=publish(bh, now), now=now)
    clock.refresh_from_db()
    assert (clock.breached_at, clock.breach_note) == (OLD_DUE, "would not have breached under calendar version 2")
    assert AuditEvent.objects.filter(verb="calendars.clock.breached", object_ref=clock.ref).count() == 1
    assert sweep_deadlines(now=now) == 2
    assert clock.steps.get(level=2).outcome == StepOutcome.NOTIFIED


def test_a_breach_that_would_only_have_come_later_says_when(clock, bh):
    sweep_deadlines(now=at("2026-12-24 14:01"))
    now = at("2026-12-30 09:00")
    recompute_run(run=publish(bh, now), now=now)
    clock.refresh_from_db()
    assert (clock.breached_at, clock.breach_note) == (OLD_DUE, "")
    assert "Would have been due Monday, December 28, 2026, 14:00 CST" in clock.changes.last().note


def test_a_paused_clock_takes_the_new_version_when_it_runs_again(clock, bh):
    pause_clock(clock=clock, by=None, now=at("2026-12-23 16:00"), reason="Waiting")
    now = at("2026-12-23 17:00")
    run = recompute_run(run=publish(bh, now), now=now)
    clock.refresh_from_db()
    assert (clock.due_at, clock.remaining, run.moved) == (None, hours(7), 0)
    assert resume_clock(clock=clock, by=None, now=at("2026-12-24 08:00")).due_at == at("2026-12-28 15:00")


def test_a_stopped_clock_is_left_alone(clock, bh):
    stop_clock(clock=clock, by=None, now=WEDNESDAY)
    run = recompute_run(run=publish(bh, WEDNESDAY), now=WEDNESDAY)
    clock.refresh_from_db()
    assert (clock.due_at, run.total) == (OLD_DUE, 0)


def test_a_day_before_becomes_late_when_a_holiday_is_taken_back(bh, company):
    clock = clockwork.clock(company, WEDNESDAY, amount=14)
    assert clock.due_at == at("2026-12-28 11:00")
    now = at("2026-12-28 09:00")
    run = recompute_run(run=publish(bh, now, holidays=()), now=now)
    clock.refresh_from_db()
    assert (clock.due_at, run.moved, run.became_late) == (at("2026-12-25 11:00"), 1, 1)
    sweep_deadlines(now=now)
    clock.refresh_from_db()
    assert clock.breached_at == at("2026-12-25 11:00")


def test_what_does_not_move_leaves_no_row_in_the_ledger(bh, company):
    clock = clockwork.clock(company, WEDNESDAY, amount=1)
    recompute_run(run=publish(bh, WEDNESDAY), now=WEDNESDAY)
    clock.refresh_from_db()
    assert (clock.changes.count(), clock.calendar_version.number) == (1, 2)


def test_a_level_after_the_due_instant_moves_although_the_due_instant_does_not(bh, company):
    clockwork.plan("late", [(1, "after", 1, "day", "responsible", "E1")])
    clock = clockwork.clock(company, at("2026-12-23 09:00"), amount=2, plan="late")
    assert clock.steps.get().fire_at == at("2026-12-24 11:00")
    recompute_run(run=publish(bh, WEDNESDAY - hours(8)), now=WEDNESDAY - hours(8))
    assert clock.steps.get().fire_at == at("2026-12-28 11:00")


def test_the_preview_tells_what_would_move_and_writes_nothing(clock, bh):
    for _ in range(3):
        clockwork.clock(ParticipantFactory(), WEDNESDAY, amount=1)
    late = clockwork.clock(ParticipantFactory(), WEDNESDAY - timedelta(days=9), amount=1)
    wanted = draft(bh)
    now = at("2026-12-24 09:00")
    before = footprint()
    preview = what_would_move(bh, wanted, now=now)
    assert written(before) == []
    assert (preview.total_open, preview.moved, preview.would_become_late) == (5, 1, 0)
    assert [(one.pk, old, new) for one, old, new in preview.examples] == [(clock.pk, OLD_DUE, NEW_DUE)]
    assert late.due_at < now


def test_the_preview_counts_what_would_become_late(bh, company):
    clockwork.clock(company, WEDNESDAY, amount=14)
    preview = what_would_move(
        bh, loading.work_calendar(clockwork.version(clockwork.calendar("free"))), now=at("2026-12-28 09:00")
    )
    assert (preview.moved, preview.would_become_late) == (1, 1)


def test_the_preview_names_at_most_so_many(bh):
    for _ in range(4):
        clockwork.clock(ParticipantFactory(), WEDNESDAY)
    preview = what_would_move(bh, draft(bh), now=WEDNESDAY, limit=3)
    assert (preview.moved, len(preview.examples)) == (4, 3)


def test_preview_and_run_agree(bh):
    for shift in range(6):
        clockwork.clock(ParticipantFactory(), WEDNESDAY, amount=shift + 1)
    preview = what_would_move(bh, draft(bh), now=WEDNESDAY)
    CalendarVersion.objects.filter(number=2).delete()
    run = recompute_run(run=publish(bh, WEDNESDAY), now=WEDNESDAY)
    assert (run.total, run.moved, run.became_late) == (preview.total_open, preview.moved, preview.would_become_late)


def many(count):
    return [clockwork.clock(ParticipantFactory(), WEDNESDAY, plan="ladder") for _ in range(count)]


def test_a_run_that_broke_off_goes_on_where_it_was(bh, ladder, monkeypatch):
    clocks = many(10)
    run = publish(bh, WEDNESDAY)
    assert advance_run(run=run, now=WEDNESDAY, chunk=4)

    def broken(*_, **__):
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(recompute, "retime", broken)
        with pytest.raises(RuntimeError):
            advance_run(run=run, now=WEDNESDAY, chunk=4)
    put_off_run(run=run, now=WEDNESDAY, error=RuntimeError("killed"))
    run.refresh_from_db()
    assert (run.done, run.last_error) == (4, "RuntimeError: killed")
    assert not waiting_runs(WEDNESDAY).exists()
    assert waiting_runs(WEDNESDAY + recompute.LEASE).get() == run
    done = recompute_run(run=run, now=WEDNESDAY + recompute.LEASE, chunk=4)
    assert (done.state, done.done, done.moved) == (RecomputeState.DONE, 10, 10)
    assert set(Clock.objects.values_list("due_at", flat=True)) == {NEW_DUE}
    assert ClockChange.objects.filter(cause="calendar").count() == len(clocks)


def test_a_run_that_a_later_version_overtook_leaves_the_clocks_to_it(clock, bh):
    first = publish(bh, WEDNESDAY)
    second = publish(bh, WEDNESDAY, holidays=[(CHRISTMAS, "Christmas Day")])
    done = recompute_run(run=first, now=WEDNESDAY)
    assert (done.state, done.done, done.last_error) == (RecomputeState.DONE, 0, recompute.OVERTAKEN)
    recompute_run(run=second, now=WEDNESDAY)
    clock.refresh_from_db()
    assert (clock.due_at, clock.calendar_version.number) == (OLD_DUE, 3)


def test_a_clock_without_an_answer_is_left_as_it_is_and_counted(clock, bh, caplog):
    other = clockwork.clock(ParticipantFactory(), WEDNESDAY)
    run = publish(bh, WEDNESDAY)
    Clock.objects.filter(pk=clock.pk).update(amount=10**7)
    done = recompute_run(run=run, now=WEDNESDAY)
    clock.refresh_from_db()
    other.refresh_from_db()
    assert (clock.due_at, clock.calendar_version.number, other.due_at) == (OLD_DUE, 1, NEW_DUE)
    assert done.last_error.startswith("1 deadlines")
    assert "has no answer" in caplog.text


def test_a_chunk_takes_the_same_statements_for_5_and_for_50(bh, ladder):
    many(56)
    run = publish(bh, WEDNESDAY)
    advance_run(run=run, now=WEDNESDAY, chunk=1)
    with CaptureQueriesContext(connection) as few:
        advance_run(run=run, now=WEDNESDAY, chunk=5)
    with CaptureQueriesContext(connection) as more:
        advance_run(run=run, now=WEDNESDAY, chunk=50)
    run.refresh_from_db()
    assert run.moved == 56
    assert len(more) == len(few) <= 12


def test_a_clock_begun_while_a_version_is_published_uses_it(bh, company):
    publish(bh, WEDNESDAY)
    clock = start_clock(
        subject=company, kind="a", label="A", calendar="bh", target=Target(8, "hour"), by=None, now=WEDNESDAY
    )
    assert (clock.due_at, clock.calendar_version.number) == (NEW_DUE, 2)
