"""Drafting account plans: versions, lines, tasks with their days and what they wait for, and who may not."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.plan_clocks import open_clock_of, start_task_clocks, stop_task_clocks
from participants.actions.plan_copying import carry_work
from participants.actions.plan_lines import add_line, change_line, measure_objective, reach_milestone, remove_line
from participants.actions.plan_tasks import add_task, change_task, link_task, unlink_task
from participants.actions.plan_templates import use_template
from participants.actions.plan_work import drop_task, finish_task, reopen_task
from participants.actions.plans import (
    change_plan,
    discard_version,
    draft_version,
    gather_facts,
    open_plan,
    remark_plan,
    write_version,
)
from participants.models import (
    AccountPlan,
    PlanMilestone,
    PlanObjective,
    PlanRisk,
    PlanStakeholder,
    PlanTask,
    PlanTemplate,
    PlanVersion,
)
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import ContactFactory
from participants.tests.plan_factories import PlanTaskFactory
from portal.audit.models import AuditEvent
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db

STARTS, ENDS = date(2026, 12, 1), date(2027, 11, 30)


@pytest.fixture(autouse=True)
def _deadlines(db: None, now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def plan(lantern: SimpleNamespace, manager: User, now: datetime) -> AccountPlan:
    return open_plan(
        participant=lantern.participant, by=manager, now=now, title=" The year ", starts_on=STARTS, ends_on=ENDS
    )


@pytest.fixture
def draft(plan: AccountPlan) -> PlanVersion:
    return plan.versions.get()


def agree(version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """As the signing does it."""
    version.apply(
        state="agreed", sent_at=now, signed_at=now, signed_by_id=by.pk, confirmed_at=now, confirmed_by_id=by.pk
    )
    start_task_clocks(version, by=by, now=now)
    return version


def test_a_plan_opens_with_a_draft_that_holds_what_is_known(plan, draft, manager, colleague, supervisor, now) -> None:
    assert (plan.title, plan.owner, draft.number, draft.state) == ("The year", manager, 1, "draft")
    assert draft.gathered_at == now
    assert draft.steps.get().what == "drafted"
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["participants.plan.opened", "participants.planversion.drafted"]
    again = {"participant": plan.participant, "now": now, "title": "Again"}
    with pytest.raises(Refused, match="has a plan for a part"):
        open_plan(by=manager, starts_on=ENDS, ends_on=ENDS, **again)
    with pytest.raises(NotPermitted):
        open_plan(by=colleague, starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31), **again)
    with pytest.raises(Refused, match="3 years"):
        open_plan(by=manager, starts_on=date(2028, 1, 1), ends_on=date(2038, 12, 31), **again)
    change_plan(plan=plan, by=supervisor, now=now, title="Year one", ends_on=date(2027, 12, 31))
    plan.refresh_from_db()
    assert (plan.title, plan.ends_on) == ("Year one", date(2027, 12, 31))


def test_words_and_lines_of_a_draft(plan, draft, manager, colleague, now, lantern, mesa) -> None:
    who = {"by": manager, "now": now}
    write_version(version=draft, summary="Steady.", assessment="They are slow to answer.", **who)
    draft.refresh_from_db()
    assert (draft.summary, draft.inside.assessment) == ("Steady.", "They are slow to answer.")
    assert "slow" not in str(list(AuditEvent.objects.values_list("changes", flat=True)))
    goal = add_line(version=draft, kind=PlanObjective, title="Fewer returns", measure="Returns", target=2, **who)
    goal = change_line(line=goal, baseline=Decimal(9), unit="a quarter", **who)
    assert (goal.order, goal.baseline, goal.target) == (1, 9, 2)
    with pytest.raises(Refused, match="what is measured"):
        add_line(version=draft, kind=PlanObjective, title="No measure", target=2, **who)
    with pytest.raises(Refused, match="Likelihood"):
        add_line(version=draft, kind=PlanRisk, title="Storm", likelihood=9, **who)
    with pytest.raises(Refused, match="another participant"):
        stranger = ContactFactory(participant=mesa.participant)
        add_line(version=draft, kind=PlanStakeholder, title="Who", contact=stranger, **who)
    with pytest.raises(Refused, match="before the plan"):
        add_line(version=draft, kind=PlanMilestone, title="Go", on=date(2026, 1, 1), **who)
    with pytest.raises(NotPermitted):
        add_line(version=draft, kind=PlanRisk, title="Storm", by=colleague, now=now)
    secret = add_line(version=draft, kind=PlanRisk, title="Credit is thin", answer="Watch", shared=False, **who)
    change_line(line=secret, answer="Watch closely", **who)
    assert "closely" not in str(list(AuditEvent.objects.values_list("changes", flat=True)))
    remove_line(line=secret, **who)
    assert not PlanRisk.objects.exists()
    remark_plan(plan=plan, text=" Ask Lee first. ", **who)
    assert plan.remarks.get().text == "Ask Lee first."
    assert "Lee" not in str(list(AuditEvent.objects.values_list("changes", flat=True)))


def test_tasks_have_an_owner_of_their_side_and_a_day_of_their_kind(draft, manager, colleague, lantern, now) -> None:
    who = {"version": draft, "by": manager, "now": now}
    contact = ContactFactory(participant=lantern.participant)
    ours = add_task(title="Call", begins_on=date(2026, 12, 23), days=2, owner=colleague, **who)
    theirs = add_task(
        title="Send", due_on=date(2026, 12, 25), calendar="always", side="participant", contact=contact, **who
    )
    assert (ours.due_on, ours.owner, theirs.due_on) == (date(2026, 12, 29), colleague, date(2026, 12, 25))
    assert (theirs.owner, theirs.contact, theirs.shared) == (None, contact, True)
    moved = change_task(task=theirs, by=manager, now=now, side="operator", calendar="ercot-business")
    assert (moved.owner, moved.contact, moved.due_on) == (manager, None, date(2026, 12, 28))
    moved = change_task(task=ours, by=manager, now=now, due_on=date(2026, 12, 30))
    assert (moved.due_on, moved.days, moved.begins_on) == (date(2026, 12, 30), None, None)
    for term in ({}, {"due_on": date(2025, 1, 1)}, {"begins_on": STARTS, "days": 0}, {"days": 3}):
        with pytest.raises(Refused):
            add_task(title="Never", **term, **who)
    with pytest.raises(Refused, match="no calendar"):
        add_task(title="Never", due_on=STARTS, calendar="moon", **who)


def test_tasks_wait_for_one_another_but_never_in_a_circle(draft, manager, now) -> None:
    who = {"by": manager, "now": now}
    first, second, third = (add_task(version=draft, title=name, due_on=STARTS, **who) for name in "ABC")
    link_task(task=second, after=first, **who)
    link_task(task=third, after=second, **who)
    with pytest.raises(Refused, match="“A” → “C” → “B” → “A”"):
        link_task(task=first, after=third, **who)
    with pytest.raises(Refused, match="itself"):
        link_task(task=first, after=first, **who)
    with pytest.raises(Refused, match="already"):
        link_task(task=second, after=first, **who)
    with pytest.raises(Refused, match="same draft"):
        link_task(task=first, after=PlanTaskFactory(), **who)
    unlink_task(task=second, after=first, **who)
    link_task(task=first, after=third, **who)


def test_a_template_brings_its_lines_once(draft, manager, now) -> None:
    content = {
        "objectives": [{"key": "o", "title": "On time", "measure": "Met", "target": 100}],
        "tasks": [
            {"key": "a", "title": "List", "side": "participant", "days": 5, "objective": "o"},
            {"key": "b", "title": "Agree", "days": 7, "after": ["a"]},
        ],
        "risks": [{"title": "Storm", "impact": "high"}],
        "milestones": [{"title": "Half-time", "days": 180}],
    }
    template = PlanTemplate.objects.create(code="PT-X", name="X", content=content, source="test", tag="P")
    assert use_template(version=draft, template=template, by=manager, now=now) == 5
    task = PlanTask.objects.get(title="List")
    assert (task.due_on, task.objective.title, task.contact) == (date(2026, 12, 8), "On time", None)
    assert [row.after for row in PlanTask.objects.get(title="Agree").dependencies.all()] == [task]
    assert PlanMilestone.objects.get().on == STARTS + timedelta(days=180)
    with pytest.raises(Refused, match="already"):
        use_template(version=draft, template=template, by=manager, now=now)


def test_what_is_agreed_is_worked_on_and_copied_into_the_next_draft(plan, draft, manager, member, now) -> None:
    who = {"by": manager, "now": now}
    goal = add_line(version=draft, kind=PlanObjective, title="Fewer", measure="Returns", **who)
    mark = add_line(version=draft, kind=PlanMilestone, title="Half-time", on=date(2027, 5, 1), **who)
    first = add_task(version=draft, title="A", begins_on=STARTS, days=5, objective=goal, **who)
    theirs = add_task(version=draft, title="B", due_on=date(2026, 12, 24), side="participant", after=[first], **who)
    with pytest.raises(Refused, match="agreed version"):
        finish_task(task=first, **who)
    later = now + timedelta(days=30)
    agree(draft, manager, later)
    clock = open_clock_of(first)
    assert (clock.amount, clock.due_at.date(), clock.plan.code) == (5, first.due_on, "plan-task")
    assert open_clock_of(theirs).fixed_day == theirs.due_on
    who["now"] = later
    with pytest.raises(Refused, match="Only a draft"):
        add_task(version=draft, title="C", due_on=ENDS, **who)
    with wall.inside(member.acting_for):
        with pytest.raises(Refused, match="First comes “A”"):
            finish_task(task=theirs, by=member, now=later)
        with pytest.raises(Refused, match="the operator's"):
            finish_task(task=first, by=member, now=later)
    measure_objective(objective=goal, latest=Decimal(3), **who)
    reach_milestone(milestone=mark, reached_on=date(2026, 12, 1), **who)
    second = draft_version(plan=plan, **who)
    with pytest.raises(Refused, match="not agreed yet"):
        draft_version(plan=plan, **who)
    finish_task(task=first, outcome="Went well", **who)
    with wall.inside(member.acting_for):
        finish_task(task=theirs, by=member, now=later)
    assert open_clock_of(theirs) is None
    copied = {task.title: task for task in PlanTask.objects.filter(version=second)}
    assert (second.number, copied["A"].line, copied["A"].objective.line) == (2, first.line, goal.line)
    assert [link.after for link in copied["B"].dependencies.all()] == [copied["A"]]
    assert PlanObjective.objects.get(version=second).latest == 3
    assert carry_work(draft, second) == 2
    copied["A"].refresh_from_db()
    assert (copied["A"].state, copied["A"].done_by, copied["A"].outcome) == ("done", manager, "Went well")
    reopen_task(task=first, reason="Not after all", **who)
    assert open_clock_of(first).cycle == 2
    with pytest.raises(IllegalMove):
        reopen_task(task=first, reason="Again", **who)
    with pytest.raises(NotPermitted):
        drop_task(task=theirs, by=member, reason="No", now=later)
    assert stop_task_clocks(draft, **who) == 1
    discard_version(version=second, **who)
    assert AuditEvent.objects.filter(verb="participants.planversion.discarded").count() == 1
    assert gather_facts(version=draft_version(plan=plan, **who), **who).number == 3


def test_whoever_does_a_task_hears_of_its_day(draft, manager, member, lantern, now) -> None:
    who = {"version": draft, "by": manager, "now": now}
    day = date(2026, 12, 10)
    add_task(title="A", due_on=day, **who)
    add_task(title="B", due_on=day, side="participant", contact=ContactFactory(participant=lantern.participant), **who)
    agree(draft, manager, now)
    due_at = Clock.objects.latest("pk").due_at
    sweep_deadlines(now=due_at)
    told = Notification.objects.filter(kind="participants.plantask.due").order_by("recipient__email")
    assert {row.recipient for row in told} == {manager, member}


def test_a_narrowed_member_or_stranger_does_not_work_on_the_plan(draft, manager, outsider, lantern, now) -> None:
    task = add_task(version=draft, title="B", due_on=ENDS, side="participant", by=manager, now=now)
    agree(draft, manager, now)
    with pytest.raises(NotPermitted), wall.inside(outsider.acting_for):
        finish_task(task=task, by=outsider, now=now)
