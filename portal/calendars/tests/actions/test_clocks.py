"""Starting, pausing, resuming, stopping and changing clocks: the hard cases, and what each leaves in the ledger."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.audit.models import AuditEvent
from portal.calendars.actions.clocks import change_target, pause_clock, restart_clock, resume_clock, stop_clock
from portal.calendars.choices import ClockState, IntervalKind, Outcome, StepOutcome
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at, hours
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

pytestmark = pytest.mark.django_db

MONDAY = at("2026-02-02 09:00")


@pytest.fixture
def clock(bh, ladder, company):
    """Eight hours from Monday 09:00: due at closing."""
    return clockwork.clock(company, MONDAY, plan="ladder")


def steps(clock):
    return {step.level: step for step in clock.steps.all()}


def planned(clock):
    return {level: step.fire_at for level, step in steps(clock).items()}


def test_a_clock_begins_with_its_ladder_and_one_row_of_its_ledger(clock, company, bh):
    assert (clock.state, clock.due_at, clock.cycle) == (ClockState.RUNNING, at("2026-02-02 17:00"), 1)
    assert (clock.subject_type, clock.subject_ref, clock.participant_id) == (
        "participants.participant", company.ref, company.pk,
    )  # fmt: skip
    assert planned(clock) == {
        1: at("2026-02-02 16:00"), 2: at("2026-02-02 17:00"), 3: at("2026-02-03 09:00"), 4: at("2026-02-03 11:00"),
    }  # fmt: skip
    assert all(step.next_try_at == step.fire_at for step in clock.steps.all())
    change = clock.changes.get()
    assert (change.cause, change.old_due_at, change.new_due_at) == ("started", None, clock.due_at)
    assert (change.old_calendar_version, change.new_calendar_version, change.by_label) == (
        None, 1, "The portal itself",
    )  # fmt: skip


def test_the_same_deadline_does_not_run_twice(clock, company):
    with pytest.raises(Refused, match="running already"):
        clockwork.clock(company, MONDAY)
    assert Clock.objects.count() == 1


def test_a_warning_that_would_come_before_the_start_is_not_needed(bh, ladder, company):
    clock = clockwork.clock(company, MONDAY, amount=Decimal("0.5"), plan="ladder")
    step = steps(clock)[1]
    assert (step.outcome, step.fired_at) == (StepOutcome.CANCELED, None)
    change_target(clock=clock, by=None, now=MONDAY, reason="Longer", target=Target(4, "hour"))
    step = steps(clock)[1]
    assert (step.outcome, step.fire_at) == (StepOutcome.PENDING, at("2026-02-02 12:00"))


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"calendar": "nowhere"}, "no calendar"),
        ({"plan": "nobody"}, "no reminder plan"),
        ({"fixed_day": date(2026, 2, 3), "target": Target(1, "day")}, "either"),
        ({"target": None}, "either"),
        ({"target": Target(-2, "day")}, "counted back"),
        ({"target": Target(Decimal("0.0000001"), "hour")}, "too fine"),
    ],
)
def test_what_is_no_deadline_is_refused(bh, company, options, reason):
    given = {"target": Target(1, "hour"), "kind": "k", "label": "l", "calendar": "bh", "by": None, "now": MONDAY}
    with pytest.raises(Refused, match=reason):
        clockwork.start_clock(subject=company, **given | options)
    assert not Clock.objects.exists()


def test_a_target_of_nothing_is_due_as_its_rule_states(bh, company):
    saturday = at("2026-02-07 13:00")
    first = clockwork.clock(company, saturday, kind="a", target=Target(0, "minute"), amount=0)
    assert first.due_at == saturday
    options = {"kind": "b", "label": "b", "calendar": "bh", "by": None, "now": saturday}
    other = clockwork.start_clock(subject=company, target=Target(0, "minute", at_zero="opening"), **options)
    assert other.due_at == at("2026-02-09 08:00")
    assert other.at_zero == "opening"


def test_case_11_waiting_over_a_weekend(bh, company, manager):
    clock = clockwork.clock(company, MONDAY, amount=20)
    assert clock.due_at == at("2026-02-04 11:00")
    tuesday, monday = at("2026-02-03 16:00"), at("2026-02-09 10:00")
    paused = pause_clock(clock=clock, by=manager, now=tuesday, reason="Waiting on participant")
    assert (paused.state, paused.due_at, paused.remaining) == (ClockState.PAUSED, None, hours(4))
    resumed = resume_clock(clock=clock, by=manager, now=monday)
    assert (resumed.due_at, resumed.remaining) == (at("2026-02-09 14:00"), None)
    spans = [(one.kind, one.starts_at, one.ends_at, one.reason) for one in clock.intervals.all()]
    assert spans == [
        (IntervalKind.RUNNING, MONDAY, tuesday, ""),
        (IntervalKind.PAUSED, tuesday, monday, "Waiting on participant"),
        (IntervalKind.RUNNING, monday, None, ""),
    ]
    told = [(one.cause, one.old_due_at, one.new_due_at, one.by_label) for one in clock.changes.all()]
    assert told[1:] == [
        ("paused", at("2026-02-04 11:00"), None, manager.name),
        ("resumed", None, at("2026-02-09 14:00"), manager.name),
    ]


def test_case_12_a_pause_outside_hours_costs_nothing(bh, company):
    clock = clockwork.clock(company, at("2026-02-02 15:00"), amount=4)
    pause_clock(clock=clock, by=None, now=at("2026-02-02 18:00"), reason="Waiting")
    assert resume_clock(clock=clock, by=None, now=at("2026-02-03 07:00")).due_at == at("2026-02-03 10:00")


def test_case_13_while_paused_there_is_no_due_instant_and_nothing_to_fire(clock):
    paused = pause_clock(clock=clock, by=None, now=at("2026-02-02 13:48"), reason="Waiting")
    assert paused.remaining == hours(3) + timedelta(minutes=12)
    assert set(planned(clock).values()) == {None}
    resume_clock(clock=clock, by=None, now=at("2026-02-02 16:30"))
    assert planned(clock)[1] == at("2026-02-03 09:42")


def test_a_pause_has_a_reason_and_only_a_running_clock_pauses(clock):
    with pytest.raises(Refused, match="Say why"):
        pause_clock(clock=clock, by=None, now=MONDAY, reason=" ")
    with pytest.raises(Refused, match="not paused"):
        resume_clock(clock=clock, by=None, now=MONDAY)
    pause_clock(clock=clock, by=None, now=MONDAY, reason="Waiting")
    with pytest.raises(Refused, match="not running"):
        pause_clock(clock=clock, by=None, now=MONDAY, reason="Again")


@pytest.mark.parametrize(
    ("happened", "reason"), [("2026-02-02 08:59", "before the last event"), ("2026-02-02 12:00:01", "in the future")]
)
def test_a_pause_cannot_have_begun_at_any_time(clock, happened, reason):
    with pytest.raises(Refused, match=reason):
        pause_clock(clock=clock, by=None, now=at("2026-02-02 12:00"), reason="Waiting", at=at(happened))


@pytest.mark.parametrize(
    ("stopped", "outcome", "breached"),
    [("17:00:00", Outcome.MET, None), ("17:00:01", Outcome.MISSED, "2026-02-02 17:00")],
)
def test_case_7_exactly_at_the_due_instant_is_met_and_a_second_later_is_missed(clock, stopped, outcome, breached):
    done = stop_clock(clock=clock, by=None, now=at(f"2026-02-02 {stopped}"))
    assert (done.state, done.outcome) == (ClockState.STOPPED, outcome)
    assert done.breached_at == (at(breached) if breached else None)
    assert {step.outcome for step in clock.steps.all()} == {StepOutcome.CANCELED}
    assert not clock.intervals.filter(ends_at=None).exists()
    assert AuditEvent.objects.filter(verb="calendars.clock.breached").count() == bool(breached)


def test_a_clock_stopped_while_paused_is_met(clock):
    pause_clock(clock=clock, by=None, now=at("2026-02-02 12:00"), reason="Waiting")
    assert stop_clock(clock=clock, by=None, now=at("2026-02-05 12:00")).outcome == Outcome.MET


def test_the_second_stop_loses(clock):
    stop_clock(clock=clock, by=None, now=MONDAY, outcome=Outcome.MERGED, reason="Merged into another case")
    with pytest.raises(Refused, match="stopped already"):
        stop_clock(clock=clock, by=None, now=MONDAY)
    assert {step.note for step in clock.steps.all()} == {"Merged into another case"}


def test_stopping_as_of_before_does_not_unmake_a_breach(clock):
    late = at("2026-02-03 10:00")
    pause_clock(clock=clock, by=None, now=late, reason="Waiting")
    resume_clock(clock=clock, by=None, now=late)
    with pytest.raises(Refused, match="cannot be recorded as met"):
        stop_clock(clock=clock, by=None, now=late, outcome=Outcome.MET)
    assert stop_clock(clock=clock, by=None, now=late).outcome == Outcome.MISSED


def test_a_due_instant_that_passed_stays_through_a_pause_and_the_ladder_stands_still(clock):
    late = at("2026-02-03 08:30")
    paused = pause_clock(clock=clock, by=None, now=late, reason="Waiting")
    due = at("2026-02-02 17:00")
    assert (paused.due_at, paused.breached_at, paused.remaining) == (due, due, None)
    assert planned(clock)[3] is None
    resumed = resume_clock(clock=clock, by=None, now=at("2026-02-03 10:30"))
    assert (resumed.due_at, resumed.breached_at) == (due, due)
    assert planned(clock)[3] == at("2026-02-03 11:00")


def test_case_14_a_raised_priority_counts_from_the_start_minus_pauses(bh, company, supervisor):
    clock = clockwork.clock(company, MONDAY, amount=20, policy_code="resolution", policy_version=1)
    pause_clock(clock=clock, by=None, now=at("2026-02-02 10:00"), reason="Waiting")
    resume_clock(clock=clock, by=None, now=at("2026-02-02 12:00"))
    changed = change_target(
        clock=clock, by=supervisor, now=at("2026-02-03 09:00"), reason="Raised to high", target=Target(8, "hour"),
        policy_version=2,
    )  # fmt: skip
    assert changed.due_at == at("2026-02-03 10:00")
    told = clock.changes.last()
    assert (told.cause, told.reason, told.by_label) == ("policy", "Raised to high", supervisor.name)
    assert (told.old_policy_version, told.new_policy_version) == (1, 2)
    assert (told.old_due_at, told.new_due_at) == (at("2026-02-04 13:00"), at("2026-02-03 10:00"))


def test_case_14_a_priority_lowered_after_the_breach_leaves_the_breach(clock):
    changed = change_target(
        clock=clock, by=None, now=at("2026-02-02 17:30"), reason="Lowered", target=Target(20, "hour")
    )
    assert (changed.breached_at, changed.due_at) == (at("2026-02-02 17:00"), at("2026-02-04 11:00"))
    assert stop_clock(clock=clock, by=None, now=at("2026-02-03 09:00")).outcome == Outcome.MISSED


def test_a_stopped_clock_is_not_reopened_by_another_target(clock):
    stop_clock(clock=clock, by=None, now=MONDAY)
    with pytest.raises(Refused, match="stopped already"):
        change_target(clock=clock, by=None, now=MONDAY, reason="Raised", target=Target(1, "hour"))


def test_a_paused_clock_with_another_target_has_another_rest(clock):
    pause_clock(clock=clock, by=None, now=at("2026-02-02 12:00"), reason="Waiting")
    changed = change_target(clock=clock, by=None, now=at("2026-02-02 13:00"), reason="Less", target=Target(4, "hour"))
    assert (changed.due_at, changed.remaining) == (None, hours(1))


def test_a_restart_is_a_new_cycle_with_a_fresh_ladder(clock):
    now = at("2026-02-02 12:00")
    new = restart_clock(clock=clock, by=None, now=now, reason="Not delivered")
    clock.refresh_from_db()
    assert (clock.outcome, new.cycle, new.due_at) == (Outcome.CANCELED, 2, at("2026-02-03 11:00"))
    assert {step.outcome for step in new.steps.all()} == {StepOutcome.PENDING}
    assert new.changes.get().reason == "Not delivered"


def test_a_restart_after_the_due_instant_leaves_a_missed_cycle(clock):
    restart_clock(clock=clock, by=None, now=at("2026-02-03 12:00"), reason="Anew", fixed_day=date(2026, 2, 10))
    clock.refresh_from_db()
    assert (clock.outcome, clock.breached_at) == (Outcome.MISSED, at("2026-02-02 17:00"))
    assert Clock.objects.get(cycle=2).due_at == at("2026-02-10 17:00")


def test_levels_follow_the_plan_when_the_clock_is_timed_anew(clock, ladder):
    ladder.levels.filter(level=1).update(amount=2)
    ladder.levels.filter(level=4).delete()
    ladder.levels.create(level=5, name="Late", when="after", amount=2, unit="day", audience="x", message_kind="y")
    assert planned(clock)[1] == at("2026-02-02 16:00")
    change_target(clock=clock, by=None, now=MONDAY, reason="The same", target=Target(8, "hour"))
    assert planned(clock)[1] == at("2026-02-02 15:00")
    assert (steps(clock)[4].outcome, steps(clock)[5].outcome) == (StepOutcome.CANCELED, StepOutcome.PENDING)


def test_clocks_are_kept_from_participants_even_when_their_action_moves_one(clock, member):
    with wall.inside(member.acting_for):
        pause_clock(clock=clock, by=member, now=at("2026-02-02 12:00"), reason="Waiting for the operator")
    clock.refresh_from_db()
    assert clock.state == ClockState.PAUSED
    assert clock.intervals.get(ends_at=None).by_label == member.name
