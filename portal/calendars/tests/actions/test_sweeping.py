"""What the sweep records and whom it tells: each level exactly once, whatever happens meanwhile."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEvent
from portal.calendars import audiences
from portal.calendars.actions import sweeping
from portal.calendars.actions.clocks import pause_clock, resume_clock, stop_clock
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.choices import Outcome, StepOutcome
from portal.calendars.models import CalendarVersion, EscalationStep
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at
from portal.outbox.models import Notification, OutboundMessage
from portal.testing import ParticipantFactory

pytestmark = pytest.mark.django_db

# Eight hours from Monday 15:00: due Tuesday 14:00; told at 13:00, 14:00, 15:00 and 17:00.
MONDAY = at("2026-02-02 15:00")
DUE = at("2026-02-03 14:00")


@pytest.fixture
def clock(bh, ladder, company, hearers):
    return clockwork.clock(company, MONDAY, plan="ladder")


def outcomes(clock):
    return {step.level: step.outcome for step in clock.steps.all()}


def told():
    return sorted(Notification.objects.values_list("recipient__name", "facts__level"))


def test_nothing_happens_before_its_time(clock):
    assert sweep_deadlines(now=at("2026-02-03 12:59:59")) == 0
    assert not Notification.objects.exists()


def test_a_level_fires_once_at_its_time(clock, manager):
    assert sweep_deadlines(now=at("2026-02-03 13:00")) == 1
    assert sweep_deadlines(now=at("2026-02-03 13:01")) == 0
    step = clock.steps.get(level=1)
    assert (step.outcome, step.fired_at, step.late) == (StepOutcome.NOTIFIED, at("2026-02-03 13:00"), False)
    assert told() == [(manager.name, 1)]
    message = OutboundMessage.objects.get()
    assert (message.about_ref, message.participant_id) == (clock.subject_ref, clock.participant_id)
    assert message.dedupe_key.startswith(f"{clock.ref}:1:1")
    event = AuditEvent.objects.get(verb="calendars.step.fired")
    assert (event.object_ref, event.participant_id) == (clock.ref, clock.participant_id)


def test_exactly_at_the_due_instant_nothing_is_missed_yet(clock):
    sweep_deadlines(now=DUE)
    clock.refresh_from_db()
    assert clock.breached_at is None
    assert sweep_deadlines(now=DUE + timedelta(seconds=1)) == 1
    clock.refresh_from_db()
    assert clock.breached_at == DUE
    assert AuditEvent.objects.get(verb="calendars.clock.breached").object_ref == clock.ref
    assert sweep_deadlines(now=DUE + timedelta(seconds=2)) == 0


def test_a_clock_without_a_ladder_is_breached_as_well(bh, company):
    clock = clockwork.clock(company, MONDAY)
    assert sweep_deadlines(now=DUE + timedelta(hours=1)) == 1
    clock.refresh_from_db()
    assert clock.breached_at == DUE


def test_case_15_down_for_three_hours(clock, manager, senior):
    """Breach at 14:00 and levels at 13:00, 14:00 and 15:00 while down until 16:30."""
    back = at("2026-02-03 16:30")
    assert sweep_deadlines(now=back) == 4
    clock.refresh_from_db()
    assert clock.breached_at == DUE
    steps = {step.level: step for step in clock.steps.all()}
    assert outcomes(clock) == {
        1: StepOutcome.SUPERSEDED, 2: StepOutcome.SUPERSEDED, 3: StepOutcome.NOTIFIED, 4: StepOutcome.PENDING,
    }  # fmt: skip
    assert [steps[level].fire_at for level in (1, 2, 3)] == [
        at("2026-02-03 13:00"), DUE, at("2026-02-03 15:00"),
    ]  # fmt: skip
    assert all((steps[level].fired_at, steps[level].late) == (back, True) for level in (1, 2, 3))
    assert told() == sorted([(manager.name, 3), (senior.name, 3)])
    assert Notification.objects.values_list("facts__late", flat=True).distinct().get() is True
    assert sweep_deadlines(now=back + timedelta(minutes=1)) == 0


def test_case_13_while_paused_nothing_fires_and_what_is_due_after_fires_once(clock, manager):
    pause_clock(clock=clock, by=None, now=at("2026-02-03 12:30"), reason="Waiting on participant")
    assert sweep_deadlines(now=at("2026-02-05 10:00")) == 0
    # What was due by then is planned anew: half an hour after it was resumed, and found an hour later.
    resume_clock(clock=clock, by=None, now=at("2026-02-05 10:00"))
    assert sweep_deadlines(now=at("2026-02-05 10:00")) == 0
    assert sweep_deadlines(now=at("2026-02-05 10:45")) == 1
    assert sweep_deadlines(now=at("2026-02-05 10:46")) == 0
    assert told() == [(manager.name, 1)]


def test_resuming_as_of_earlier_fires_at_once_and_once(clock, manager):
    pause_clock(clock=clock, by=None, now=at("2026-02-03 12:30"), reason="Waiting")
    resume_clock(clock=clock, by=None, now=at("2026-02-04 09:00"), at=at("2026-02-03 12:40"))
    assert sweep_deadlines(now=at("2026-02-04 09:00")) == 5
    assert outcomes(clock)[1] == StepOutcome.SUPERSEDED
    clock.refresh_from_db()
    assert clock.breached_at == at("2026-02-03 14:10")


def test_case_17_nothing_comes_from_a_clock_that_stopped_as_merged(clock):
    sweep_deadlines(now=DUE + timedelta(minutes=1))
    before = Notification.objects.count()
    merged = stop_clock(
        clock=clock, by=None, now=DUE + timedelta(minutes=2), outcome=Outcome.MERGED, reason="Merged into IS-2"
    )
    assert (merged.outcome, merged.breached_at) == (Outcome.MERGED, DUE)
    assert sweep_deadlines(now=DUE + timedelta(days=9)) == 0
    assert Notification.objects.count() == before


def test_a_level_nobody_is_there_for_is_recorded_and_says_so(clock, hearers):
    hearers["responsible"] = []
    sweep_deadlines(now=at("2026-02-03 13:00"))
    step = clock.steps.get(level=1)
    assert (step.outcome, step.note) == (StepOutcome.NOTIFIED, "Nobody to tell.")


def test_an_audience_of_two_words_names_each_person_once(clock, hearers, manager, senior):
    hearers["senior"] = [senior, manager]
    sweep_deadlines(now=at("2026-02-03 15:00"))
    assert told() == sorted([(manager.name, 3), (senior.name, 3)])


def test_one_row_that_raises_is_moved_ahead_and_does_not_stop_the_others(clock, bh, hearers, monkeypatch, caplog):
    others = [clockwork.clock(ParticipantFactory(), MONDAY, plan="ladder") for _ in range(25)]
    good = audiences._resolvers[clock.subject_type]

    def people_for(audience, refs, now):
        if clock.subject_ref in refs:
            raise LookupError("nobody knows")
        return good(audience, refs, now)

    monkeypatch.setitem(audiences._resolvers, clock.subject_type, people_for)
    now = DUE + timedelta(minutes=1)
    assert sweep_deadlines(now=now) == 3 * len(others)
    assert all(outcomes(other)[2] == StepOutcome.NOTIFIED for other in others)
    step = clock.steps.get(level=2)
    assert (step.outcome, step.attempts, step.next_try_at) == (StepOutcome.PENDING, 1, now + timedelta(minutes=2))
    assert step.last_error == "LookupError: nobody knows"
    assert step.fire_at == DUE
    clock.refresh_from_db()
    assert clock.breached_at == DUE
    assert "could not be swept" in caplog.text
    assert sweep_deadlines(now=now + timedelta(minutes=1)) == 0
    monkeypatch.setitem(audiences._resolvers, clock.subject_type, good)
    assert sweep_deadlines(now=now + timedelta(minutes=2)) == 2
    assert clock.steps.get(level=2).outcome == StepOutcome.NOTIFIED


def test_a_calendar_that_changed_counts_before_its_clocks_are_swept(clock, bh, hearers):
    """Published at noon, not recomputed yet: what became due later does not fire early."""
    tuesday = clockwork.day("2026-02-03")
    clockwork.version(bh, holidays=[(tuesday, "Founders' Day")])
    CalendarVersion.objects.filter(number=2).update(published_at=at("2026-02-03 12:00"))
    assert sweep_deadlines(now=DUE + timedelta(minutes=5)) == 0
    clock.refresh_from_db()
    assert (clock.due_at, clock.breached_at) == (at("2026-02-04 14:00"), None)
    assert clock.changes.last().cause == "calendar"


def due_clocks(count):
    return [clockwork.clock(ParticipantFactory(), MONDAY, plan="ladder") for _ in range(count)]


def test_the_sweep_takes_the_same_statements_for_50_and_for_500(bh, ladder, hearers):
    due_clocks(50)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert sweep_deadlines(now=at("2026-02-03 13:00")) == 50
    due_clocks(450)
    EscalationStep.objects.update(outcome="pending", fired_at=None, next_try_at=at("2026-02-03 13:00"))
    EscalationStep.objects.filter(level__gt=1).update(next_try_at=at("2026-03-03 13:00"))
    Notification.objects.all().delete()
    OutboundMessage.objects.all().delete()
    with CaptureQueriesContext(connection) as many:
        assert sweep_deadlines(now=at("2026-02-03 13:00")) == 500
    assert len(many) == len(few)
    assert len(few) <= 25


def test_a_database_in_trouble_is_not_taken_for_a_bad_row(clock, monkeypatch):
    def broken(*_):
        raise OperationalError("the server went away")

    monkeypatch.setattr(sweeping, "_record", broken)
    with pytest.raises(OperationalError):
        sweep_deadlines(now=DUE)
    assert clock.steps.get(level=1).attempts == 0
