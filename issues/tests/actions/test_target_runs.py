"""Changed policies and grid events move many clocks: in the background, each once, and a breach stays."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import User
from issues import grid_banner
from issues.actions import target_runs
from issues.actions.conversation import answer_issue, reply_to_issue
from issues.actions.duty import add_shift, remove_shift
from issues.actions.grid_events import declare_event, end_event, sweep_events
from issues.actions.grid_pauses import let_rest
from issues.actions.opening import open_issue
from issues.actions.policies import activate_policy, deactivate_policy, draft_of, publish_policy
from issues.actions.policy_preview import what_would_move
from issues.actions.published_targets import publish_strays
from issues.actions.target_runs import advance_run, finish_run, waiting_runs
from issues.grid_report import effect_of
from issues.models import GridPause, Issue, IssueTarget, ServicePolicy, TargetRun
from issues.permissions import can_work_on_issue, workable
from issues.target_audiences import DUTY, RESPONSIBLE, SENIOR, SUPERVISORS, people_for
from issues.tests.factories import CategoryFactory, IssueFactory
from issues.tests.targeting import clock_of, pauses_of, policy
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock, EscalationStep
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db
Opener = Callable[..., Issue]
MONDAY = at("2026-02-02 09:00")


@pytest.fixture
def standard(db: None) -> ServicePolicy:
    clockwork.calendar()
    clockwork.plan()
    return policy(plan="ladder")


@pytest.fixture
def opened(lantern: SimpleNamespace, manager: User, standard: ServicePolicy) -> Opener:
    category = CategoryFactory()

    def open_(when: datetime = MONDAY, severity: int = 3) -> Issue:
        return open_issue(
            participant=lantern.participant, category=category, title="Reads missing", text="Where?", by=manager,
            now=when, severity=severity,
        )  # fmt: skip

    return open_


def changed(standard: ServicePolicy, **targets: int) -> object:
    """The draft of the policy with other amounts for the normal severity."""
    draft = draft_of(standard.versions.select_related("policy").get(current=True))
    rows = [
        row | {"amount": targets[row["kind"].replace("-", "_")]}
        if row["severity"] == 3 and row["kind"].replace("-", "_") in targets
        else row
        for row in draft.targets
    ]
    return type(draft)(draft.name, draft.order, draft.conditions, draft.rules, rows)


def test_a_published_policy_moves_what_runs_and_never_unmakes_a_breach(
    opened: Opener, standard: ServicePolicy, supervisor: User, manager: User
) -> None:
    late, open_ = opened(at("2026-01-28 09:00")), opened()
    now = at("2026-02-02 10:00")
    sweep_deadlines(now=now)
    draft = changed(standard, first_response=4, resolution=40)
    preview = what_would_move(draft.as_held(standard, 2), now=now)
    assert (preview.total, preview.changed, preview.moved, preview.stopped) == (4, 4, 4, 0)
    with pytest.raises(NotPermitted):
        publish_policy(policy=standard, draft=draft, note="Faster", base=1, by=manager, now=now)
    run = publish_policy(policy=standard, draft=draft, note="Faster", base=1, by=supervisor, now=now)
    with pytest.raises(Refused, match="another version"):
        publish_policy(policy=standard, draft=draft, note="Faster", base=1, by=supervisor, now=now)
    assert list(waiting_runs(now)) == [run]
    assert advance_run(run=run, now=now, chunk=1)
    assert not list(waiting_runs(now)), "a worker is at it"
    done = finish_run(run=run, now=now, chunk=1)
    assert (done.state, done.total, done.done, done.moved) == ("done", 2, 2, 2)
    assert clock_of(open_, "first-response").due_at == at("2026-02-02 13:00")
    assert clock_of(open_, "first-response").policy_version == 2
    assert IssueTarget.objects.get(issue=open_, kind="first-response").due_at == at("2026-02-02 13:00")
    resolution = clock_of(late, "resolution")
    assert (resolution.breached_at, resolution.due_at) == (at("2026-01-30 11:00"), at("2026-02-03 13:00"))
    changes = clock_of(open_, "first-response").changes.count()
    TargetRun.objects.filter(pk=run.pk).update(state="queued", after_id=0)
    assert finish_run(run=run, now=now).moved == 2, "once more changes nothing"
    assert clock_of(open_, "first-response").changes.count() == changes


def test_a_deactivated_policy_stops_its_clocks_and_what_escalates(
    opened: Opener, standard: ServicePolicy, supervisor: User
) -> None:
    issue = opened()
    other = policy("other", order=200)
    now = at("2026-02-02 10:00")
    finish_run(run=deactivate_policy(policy=standard, by=supervisor, now=now, reason="No longer ours"), now=now)
    clock = clock_of(issue, "first-response")
    assert (clock.state, clock.outcome) == ("stopped", "canceled")
    assert "deactivated: No longer ours" in clock.changes.get(cause="stopped").reason
    assert not EscalationStep.objects.filter(clock__subject_ref=issue.ref, outcome="pending").exists()
    assert not Clock.objects.open().filter(subject_ref=issue.ref).exists()
    later = opened(now)
    assert clock_of(later, "first-response").policy_code == other.code, "the next one that fits"
    with pytest.raises(Refused, match="not active already"):
        deactivate_policy(policy=standard, by=supervisor, now=now, reason="Again")
    finish_run(run=activate_policy(policy=standard, by=supervisor, now=now, reason="Ours again"), now=now)
    assert clock_of(later, "first-response").policy_code == standard.code
    assert clock_of(issue, "first-response").state == "stopped"


def test_a_grid_event_pauses_what_is_not_critical_for_exactly_its_time(
    opened: Opener, supervisor: User, manager: User, org_admin: User
) -> None:
    normal, waits, critical = opened(), opened(), opened(severity=1)
    answer_issue(issue=waits, by=manager, now=at("2026-02-02 09:30"), text="Which meter?", wait=True)
    with pytest.raises(NotPermitted):
        declare_event(by=manager, now=at("2026-02-02 10:05"), reason="Winter storm")
    event = declare_event(
        by=supervisor, now=at("2026-02-02 10:05"), reason="Winter storm", starts_at=at("2026-02-02 10:00")
    )
    run = event.runs.get()
    finish_run(run=run, now=at("2026-02-02 10:06"), chunk=1)
    resolution = clock_of(normal, "resolution")
    assert pauses_of(resolution) == [(at("2026-02-02 10:00"), None, "Grid event: Winter storm")]
    assert clock_of(critical, "resolution").state == "running"
    assert (
        IssueTarget.objects.get(issue=normal, kind="resolution").resting == "Paused during a grid event: Winter storm"
    )
    assert IssueTarget.objects.get(issue=waits, kind="resolution").resting.startswith("It is your turn")
    TargetRun.objects.filter(pk=run.pk).update(state="queued", after_id=0)
    finish_run(run=run, now=at("2026-02-02 10:07"))
    assert GridPause.objects.filter(clock=resolution).count() == 1, "once, however often it is tried"
    meanwhile = opened(at("2026-02-02 11:00"))
    assert clock_of(meanwhile, "first-response").state == "paused"
    with wall.inside(org_admin.acting_for):
        reply_to_issue(issue=waits, by=org_admin, now=at("2026-02-02 12:00"), text="That one.")
    assert pauses_of(clock_of(waits, "resolution"))[-1] == (at("2026-02-02 12:00"), None, "Grid event: Winter storm")
    with pytest.raises(Refused, match="Another grid event"):
        declare_event(by=supervisor, now=at("2026-02-02 12:00"), reason="Again")
    answer_issue(issue=normal, by=manager, now=at("2026-02-02 13:00"), text="Which hour?", wait=True)
    end_event(event=event, by=supervisor, now=at("2026-02-02 14:00"))
    finish_run(run=event.runs.get(kind="grid_end"), now=at("2026-02-02 14:02"))
    assert [still[:2] for still in pauses_of(clock_of(normal, "resolution"))] == [
        (at("2026-02-02 10:00"), at("2026-02-02 14:00")),
        (at("2026-02-02 14:00"), None),
    ]
    assert clock_of(meanwhile, "first-response").due_at == at("2026-02-03 13:00")
    assert clock_of(waits, "resolution").due_at == at("2026-02-04 15:30")
    event.refresh_from_db()
    noon = effect_of(event, supervisor, at("2026-02-03 12:00"))
    assert (noon.clocks, noon.issues, noon.missed, noon.missed_without, noon.spared) == (7, 3, 0, 1, 1)
    sweep_deadlines(now=at("2026-02-03 16:00"))
    effect = effect_of(event, supervisor, at("2026-02-03 16:00"))
    by_clock = {(line.clock.subject_ref, line.clock.kind): line for line in effect.lines}
    own = by_clock[normal.ref, "resolution"]
    assert own.paused == own.declared == timedelta(hours=4), "the open time of the declared interval"
    assert by_clock[meanwhile.ref, "resolution"].paused == timedelta(hours=3)
    response = by_clock[meanwhile.ref, "first-response"]
    assert (response.due_without, response.missed, response.missed_without) == (at("2026-02-03 10:00"), True, True)
    assert effect.missed == effect.missed_without == 2, "also the next update that was owed since noon"


def test_a_planned_event_begins_and_ends_by_itself(opened: Opener, supervisor: User) -> None:
    issue = opened()
    planned = {"starts_at": at("2026-02-02 12:00"), "ends_at": at("2026-02-02 14:00")}
    event = declare_event(by=supervisor, now=at("2026-02-02 10:00"), reason="Drill", **planned)
    assert not event.runs.exists()
    assert grid_banner.cache.get(grid_banner.KEY) is None
    assert sweep_events(now=at("2026-02-02 12:00")) == 1
    assert sweep_events(now=at("2026-02-02 12:01")) == 0
    assert grid_banner.cache.get(grid_banner.KEY)["reason"] == "Drill"
    begins = event.runs.get()
    assert sweep_events(now=at("2026-02-02 14:00")) == 1
    ends = event.runs.get(kind="grid_end")
    assert not advance_run(run=ends, now=at("2026-02-02 14:01")), "it waits until all clocks know of the beginning"
    finish_run(run=begins, now=at("2026-02-02 14:01"))
    finish_run(run=ends, now=at("2026-02-02 14:01"))
    clock = clock_of(issue, "first-response")
    assert [still[:2] for still in pauses_of(clock)] == [(planned["starts_at"], planned["ends_at"])]
    assert clock.due_at == at("2026-02-03 10:00")
    assert grid_banner.cache.get(grid_banner.KEY) is None


def test_an_issue_whose_clocks_cannot_be_moved_keeps_no_other_waiting(
    opened: Opener, supervisor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = opened(), opened()
    event = declare_event(by=supervisor, now=at("2026-02-02 10:00"), reason="Winter storm")

    def rest(issue: Issue, *args: object, **given: object) -> int:
        if issue.pk == bad.pk:
            raise ValueError("no such day")
        return let_rest(issue, *args, **given)

    monkeypatch.setattr(target_runs, "let_rest", rest)
    run = finish_run(run=event.runs.get(), now=at("2026-02-02 10:01"))
    assert (run.state, run.done, run.moved) == ("done", 2, 1)
    assert run.last_error.endswith(f": {bad.ref}")
    assert [clock_of(one, "resolution").state for one in (bad, good)] == ["running", "paused"]


def test_an_event_that_is_called_off_while_another_is_in_force_touches_no_clock(
    opened: Opener, supervisor: User
) -> None:
    issue, now = opened(), at("2026-02-02 10:00")
    declare_event(by=supervisor, now=now, reason="Cold front", ends_at=at("2026-02-02 12:00"))
    planned = declare_event(by=supervisor, now=now, reason="Drill", starts_at=at("2026-02-02 15:00"))
    later = at("2026-02-02 11:00")
    end_event(event=planned, by=supervisor, now=later)
    planned.refresh_from_db()
    assert (planned.ends_at, planned.runs.count()) == (now, 0)
    assert sweep_events(now=later) == 0
    assert not GridPause.objects.filter(event=planned).exists()
    assert clock_of(issue, "resolution").state == "running", "the run of the first one has not come yet"


def test_whoever_is_on_duty_hears_at_once_and_may_work(
    opened: Opener, colleague: User, supervisor: User, manager: User, senior: User, now: datetime
) -> None:
    hour = timedelta(hours=1)
    shift = add_shift(person=colleague, starts_at=MONDAY - hour, ends_at=MONDAY + hour, by=supervisor, now=MONDAY)
    with pytest.raises(Refused, match="Somebody else is on duty"):
        add_shift(person=senior, starts_at=MONDAY, ends_at=MONDAY + 2 * hour, by=supervisor, now=MONDAY)
    with pytest.raises(NotPermitted):
        add_shift(person=senior, starts_at=MONDAY + hour, ends_at=MONDAY + 2 * hour, by=manager, now=MONDAY)
    issue = opened(severity=1)
    told = Notification.objects.get(about_ref=issue.ref, kind="issues.issue.critical")
    assert (told.recipient, told.severity) == (colleague, "critical")
    opened(severity=2)
    assert Notification.objects.filter(kind="issues.issue.critical").count() == 1
    found = {
        word: people_for(word, [issue.ref], MONDAY)[issue.ref] for word in (RESPONSIBLE, SENIOR, DUTY, SUPERVISORS)
    }
    assert found == {RESPONSIBLE: [manager], SENIOR: [supervisor], DUTY: [colleague], SUPERVISORS: [supervisor]}
    remove_shift(shift=shift, by=supervisor, now=MONDAY + hour / 2)
    assert people_for(DUTY, [issue.ref], MONDAY + hour / 2)[issue.ref] == [supervisor], "nobody is on duty any more"


def test_the_duty_person_works_on_critical_issues_only(
    colleague: User,
    supervisor: User,
    opened: Opener,
    restricted: SimpleNamespace,
    django_assert_max_num_queries: object,
) -> None:
    now = timezone.now()
    critical, normal = opened(severity=1), opened()
    closed = IssueFactory(ref="IS-2026-90001", participant=restricted.participant, severity=1)
    assert not can_work_on_issue(colleague, critical)
    add_shift(person=colleague, starts_at=now, ends_at=now + timedelta(hours=1), by=supervisor, now=now)
    assert can_work_on_issue(colleague, critical)
    assert not can_work_on_issue(colleague, normal)
    assert not can_work_on_issue(colleague, closed), "a restricted participant stays closed"
    assert workable(colleague, [critical, normal, closed]) == {critical.pk}
    assert people_for(DUTY, [closed.ref], now)[closed.ref] == [supervisor]
    with django_assert_max_num_queries(9):
        people_for(SENIOR, [critical.ref, normal.ref, closed.ref], now)


def test_rows_that_fell_behind_are_published_again(opened: Opener) -> None:
    issue = opened()
    IssueTarget.objects.filter(issue=issue).update(due_at=None)
    assert publish_strays() == 2
    assert publish_strays() == 0
    assert IssueTarget.objects.get(issue=issue, kind="first-response").due_at == at("2026-02-02 17:00")
