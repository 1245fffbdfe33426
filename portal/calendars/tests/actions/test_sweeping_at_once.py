"""Two sweeps at once, a person who stops a clock meanwhile, a kill: each level and each notice exactly once."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from portal.calendars import audiences
from portal.calendars.actions import sweeping
from portal.calendars.actions.calendars import publish_version
from portal.calendars.actions.clocks import stop_clock
from portal.calendars.actions.recompute import advance_run
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.choices import ClockState, Outcome, StepOutcome
from portal.calendars.models import Calendar, CalendarVersion, Clock, EscalationStep, RecomputeRun
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at
from portal.outbox.models import Notification, OutboundMessage
from portal.testing import ParticipantFactory

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = at("2026-02-02 15:00")
LATE = at("2026-02-03 14:30")
CLOCKS = 30


@pytest.fixture
def clocks(bh, ladder, hearers):
    return [clockwork.clock(ParticipantFactory(), MONDAY, plan="ladder") for _ in range(CLOCKS)]


def at_once(*calls):
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def each_once():
    told = Counter(Notification.objects.values_list("about_ref", "facts__level"))
    assert set(told.values()) <= {1}
    assert OutboundMessage.objects.count() == Notification.objects.count()
    return len(told)


def test_two_sweeps_at_once(clocks):
    counts = at_once(*[lambda: sweep_deadlines(now=LATE, batch=4)] * 2)
    assert sum(counts) == 3 * CLOCKS
    assert each_once() == CLOCKS
    outcomes = Counter(EscalationStep.objects.values_list("level", "outcome"))
    assert outcomes[1, StepOutcome.SUPERSEDED] == outcomes[2, StepOutcome.NOTIFIED] == CLOCKS
    assert Clock.objects.filter(breached_at=at("2026-02-03 14:00")).count() == CLOCKS


def test_clocks_stopped_meanwhile_stay_stopped(clocks):
    def stop_all():
        for clock in reversed(clocks):
            stop_clock(clock=clock, by=None, now=LATE, outcome=Outcome.MERGED)

    at_once(stop_all, lambda: sweep_deadlines(now=LATE, batch=3))
    assert Clock.objects.filter(state=ClockState.STOPPED, outcome=Outcome.MERGED).count() == CLOCKS
    assert not EscalationStep.objects.filter(outcome=StepOutcome.PENDING).exists()
    assert each_once() == EscalationStep.objects.filter(outcome=StepOutcome.NOTIFIED).count()
    assert sweep_deadlines(now=LATE) == 0


def test_a_kill_before_the_commit_leaves_nothing_and_the_next_sweep_does_all(clocks, monkeypatch):
    class Killed(BaseException):
        """As abrupt as a signal: nothing catches it."""

    done = sweeping.trail.record_many

    def killed(events):
        done(events)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sweeping.trail, "record_many", killed)
        with pytest.raises(Killed):
            sweep_deadlines(now=LATE, batch=10)
    assert not Notification.objects.exists()
    assert not EscalationStep.objects.exclude(outcome=StepOutcome.PENDING).exists()
    assert sweep_deadlines(now=LATE, batch=10) == 3 * CLOCKS
    assert each_once() == CLOCKS


def test_a_clock_somebody_holds_is_passed_over_and_found_by_the_next_sweep(clocks):
    held, done = Event(), Event()

    def hold():
        with transaction.atomic():
            Clock.objects.lock(clocks[0].pk)
            held.set()
            assert done.wait(timeout=10)

    def sweep():
        assert held.wait(timeout=10)
        try:
            return sweep_deadlines(now=LATE)
        finally:
            done.set()

    _, count = at_once(hold, sweep)
    assert count == 3 * (CLOCKS - 1)
    assert sweep_deadlines(now=LATE) == 3


def test_a_sweep_beside_a_recompute_fires_nothing_that_moves(clocks, bh):
    """Published before the due instant; the run and the sweep meet the same clocks at once."""
    version = clockwork.version(bh, holidays=[(clockwork.day("2026-02-03"), "Founders' Day")])
    CalendarVersion.objects.filter(pk=version.pk).update(published_at=at("2026-02-03 09:00"))
    run = RecomputeRun.objects.create(version=version, started_at=LATE)

    def recompute():
        while advance_run(run=run, now=LATE, chunk=4):
            pass

    at_once(recompute, lambda: sweep_deadlines(now=LATE, batch=4))
    assert set(Clock.objects.values_list("due_at", "breached_at")) == {(at("2026-02-04 14:00"), None)}
    assert not Notification.objects.exists()
    assert {clock.changes.filter(cause="calendar").count() for clock in clocks} == {1}


def test_two_workers_at_one_run_move_each_clock_once(clocks, bh):
    version = clockwork.version(bh, holidays=[(clockwork.day("2026-02-03"), "Founders' Day")])
    CalendarVersion.objects.filter(pk=version.pk).update(published_at=MONDAY)
    run = RecomputeRun.objects.create(version=version, started_at=MONDAY)

    def recompute():
        for _ in range(3 * CLOCKS):
            advance_run(run=run, now=MONDAY, chunk=2)

    at_once(recompute, recompute)
    run.refresh_from_db()
    assert (run.done, run.moved) == (CLOCKS, CLOCKS)
    assert {clock.changes.filter(cause="calendar").count() for clock in clocks} == {1}


def test_nobody_is_told_of_what_the_resolver_answers_for_a_stranger(clocks, manager, monkeypatch):
    monkeypatch.setitem(
        audiences._resolvers,
        clocks[0].subject_type,
        lambda audience, refs, now: {"MP-ELSEWHERE": [manager], clocks[0].subject_ref: [manager]},
    )
    sweep_deadlines(now=LATE)
    assert each_once() == 1


def test_whoever_starts_a_clock_and_whoever_publishes_do_not_wait_for_each_other(bh, supervisor):
    """The clock's version is held until the commit, which then looks at the calendar itself."""
    held, publishing, subject = Event(), Event(), ParticipantFactory()

    def start():
        with transaction.atomic():
            clockwork.clock(subject, MONDAY)
            held.set()
            assert publishing.wait(timeout=10)
            # Until the publishing waits for this transaction.
            time.sleep(0.5)

    def publish():
        assert held.wait(timeout=10)
        with transaction.atomic():
            Calendar.objects.lock(bh.pk)
            publishing.set()
            publish_version(
                calendar=bh, week=clockwork.AROUND_THE_CLOCK, zone="America/Chicago", holidays=[], entered_yearly={},
                note="Test", by=supervisor, now=MONDAY,
            )  # fmt: skip

    at_once(start, publish)
    assert Clock.objects.count() == 1
    assert bh.versions.current().get().number == 2
