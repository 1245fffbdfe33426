"""Signing a plan on both sides, amending it, and its review meetings: who may, who hears, what is carried over."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants import plan_briefs, plan_papers
from participants.actions import plan_reviews as reviews
from participants.actions.plan_amending import amend_plan
from participants.actions.plan_clocks import open_clock_of
from participants.actions.plan_lines import add_line, change_line, measure_objective
from participants.actions.plan_signing import confirm_plan, return_plan, send_for_signing, sign_plan, take_back_plan
from participants.actions.plan_tasks import add_task, change_task
from participants.actions.plan_work import finish_task
from participants.actions.plans import draft_version, open_plan, write_version
from participants.choices import PlanSide
from participants.models import LastContact, Participant, PlanObjective, PlanRisk, PlanTask, PlanVersion, ReviewPoint
from participants.permissions import can_work_on_task
from participants.tests.actions.following_up import load_deadlines
from participants.tests.plan_factories import PlanReviewFactory, PlanTaskFactory
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db

STARTS, ENDS = date(2026, 11, 18), date(2027, 11, 17)
PDF = b"%PDF"


@pytest.fixture
def draft(lantern: SimpleNamespace, manager: User, now: datetime) -> PlanVersion:
    """A draft with a measured objective, a task of each side, and one matter that stays inside."""
    load_deadlines(now)
    who = {"by": manager, "now": now}
    plan = open_plan(participant=lantern.participant, title="The year", starts_on=STARTS, ends_on=ENDS, **who)
    version = plan.versions.get()
    add_line(version=version, kind=PlanObjective, title="Fewer returns", measure="Returns", baseline=9, target=2, **who)
    add_line(version=version, kind=PlanRisk, title="Credit is thin", shared=False, **who)
    add_task(version=version, title="Review the forms", due_on=date(2026, 12, 1), **who)
    theirs = {"side": PlanSide.PARTICIPANT, "due_on": date(2026, 12, 8)}
    add_task(version=version, title="Name a contact", **theirs, **who)
    write_version(version=version, summary="Steady.", assessment="They are slow.", **who)
    version.refresh_from_db()
    return version


def as_member(person: User) -> Any:
    return wall.inside(person.acting_for)


def told(kind: str) -> set[str]:
    rows = Notification.objects.filter(kind=f"participants.{kind}")
    return set(rows.values_list("recipient__email", flat=True))


def agree(version: PlanVersion, manager: User, member: User, now: datetime) -> PlanVersion:
    send_for_signing(version=version, by=manager, now=now)
    sign_plan(version=version, by=manager, now=now)
    with as_member(member):
        confirm_plan(version=PlanVersion.objects.get(pk=version.pk), by=member, now=now)
    version.refresh_from_db()
    return version


def test_a_plan_is_agreed_only_with_both_signatures(
    draft, manager, colleague, supervisor, member, agent, outsider, now
):
    with pytest.raises(Refused, match="does not wait"):
        sign_plan(version=draft, by=manager, now=now)
    with pytest.raises(NotPermitted):
        send_for_signing(version=draft, by=colleague, now=now)
    send_for_signing(version=draft, by=manager, now=now)
    draft.refresh_from_db()
    assert (draft.state, draft.sent_at) == ("in_review", now)
    assert member.email in told("planversion.sent")
    assert manager.email not in told("planversion.sent")
    assert agent.email not in told("planversion.sent")
    with pytest.raises(Refused, match="Only a draft"):
        change_line(line=PlanObjective.objects.get(), by=manager, now=now, title="Other")
    for stranger in (agent, outsider, supervisor):
        with pytest.raises(NotPermitted):
            confirm_plan(version=draft, by=stranger, now=now)
    with pytest.raises(NotPermitted):
        sign_plan(version=draft, by=colleague, now=now)
    with as_member(member):
        confirm_plan(version=PlanVersion.objects.get(), by=member, now=now)
        with pytest.raises(Refused, match="confirmed it already"):
            confirm_plan(version=PlanVersion.objects.get(), by=member, now=now)
    draft.refresh_from_db()
    assert (draft.state, draft.confirmed_by) == ("in_review", member)
    assert told("planversion.confirmed") == {manager.email}
    assert not Clock.objects.filter(kind="plan-task").exists()
    sign_plan(version=draft, by=supervisor, now=now)
    draft.refresh_from_db()
    assert (draft.state, draft.signed_by) == ("agreed", supervisor)
    assert told("planversion.agreed") >= {manager.email, member.email}
    assert Clock.objects.filter(kind="plan-task").open().count() == 2
    assert [one.what for one in draft.steps.all()] == ["drafted", "sent", "confirmed", "signed", "agreed"]
    with pytest.raises(Refused, match="does not wait"):
        take_back_plan(version=draft, by=manager, now=now, reason="Too late")
    assert LastContact.objects.get(participant=draft.participant).about == draft.plan.ref


def test_a_returned_plan_is_a_draft_whose_reason_both_sides_read(draft, manager, member, now) -> None:
    send_for_signing(version=draft, by=manager, now=now)
    sign_plan(version=draft, by=manager, now=now)
    with as_member(member):
        version = PlanVersion.objects.get()
        with pytest.raises(Refused, match="reason"):
            return_plan(version=version, by=member, now=now, reason=" ")
        return_plan(version=version, by=member, now=now, reason="The second date is too early.")
        assert not PlanVersion.objects.exists()
        assert not PlanObjective.objects.exists()
        steps = version.steps.visible_to(member).order_by("at", "id")
        assert [one.what for one in steps] == ["sent", "signed", "returned"]
        assert steps[2].reason == "The second date is too early."
    draft.refresh_from_db()
    assert (draft.state, draft.signed_at, draft.sent_at) == ("draft", None, None)
    assert told("planversion.returned") == {manager.email}
    change_line(line=PlanObjective.objects.get(), by=manager, now=now, title="Far fewer returns")
    send_for_signing(version=draft, by=manager, now=now)
    take_back_plan(version=draft, by=manager, now=now, reason="A date was wrong")
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert member.email in told("planversion.taken_back")
    verb = AuditEvent.objects.filter(verb="participants.planversion.returned").get()
    assert verb.reason == "The second date is too early."


def test_the_next_version_supersedes_and_keeps_what_was_done(draft, manager, member, now) -> None:
    agree(draft, manager, member, now)
    following = draft_version(plan=draft.plan, by=manager, now=now)
    theirs = PlanTask.objects.get(version=draft, side=PlanSide.PARTICIPANT)
    with as_member(member):
        finish_task(task=PlanTask.objects.get(pk=theirs.pk), by=member, now=now, outcome="Maria does it")
    assert told("plantask.done_there") == {manager.email}
    objective = PlanObjective.objects.get(version=draft)
    measure_objective(objective=objective, by=manager, now=now, latest=5, latest_on=STARTS)
    later = now + timedelta(days=2)
    agree(following, manager, member, later)
    draft.refresh_from_db()
    assert (draft.state, draft.ended_at, following.state) == ("superseded", later, "agreed")
    carried = PlanTask.objects.get(version=following, line=theirs.line)
    assert (carried.state, carried.outcome, carried.done_by) == ("done", "Maria does it", member)
    assert PlanObjective.objects.get(version=following).latest == 5
    open_task = PlanTask.objects.get(version=following, side=PlanSide.OPERATOR)
    refs = Clock.objects.filter(kind="plan-task").open().values_list("subject_ref", flat=True)
    assert list(refs) == [open_task.ref]


def test_what_came_of_an_inner_task_stays_inside_when_the_task_is_shared(draft, manager, member, now) -> None:
    who = {"by": manager, "now": now}
    for title in ("Ask around", "Ask again"):
        add_task(version=draft, title=title, shared=False, due_on=date(2026, 12, 2), **who)
    agree(draft, manager, member, now)
    early, late = PlanTask.objects.filter(version=draft, shared=False).order_by("id")
    finish_task(task=early, outcome="They are hopeless", **who)
    following = draft_version(plan=draft.plan, **who)
    for task in PlanTask.objects.filter(version=following, line__in=(early.line, late.line)):
        change_task(task=task, shared=True, **who)
    finish_task(task=late, outcome="Still hopeless", **who)
    agree(following, manager, member, now + timedelta(days=1))
    with as_member(member):
        seen = PlanTask.objects.visible_to(member).filter(version=following, line__in=(early.line, late.line))
        assert set(seen.values_list("state", "outcome")) == {("done", "")}


def test_an_amendment_is_told_to_both_and_no_draft_forgets_it(draft, manager, member, colleague, now) -> None:
    what = {"title": "Send the list", "due_on": date(2026, 12, 3)}
    with pytest.raises(Refused, match="Nothing is agreed"):
        amend_plan(plan=draft.plan, by=manager, now=now, **what)
    agree(draft, manager, member, now)
    following = draft_version(plan=draft.plan, by=manager, now=now)
    with pytest.raises(NotPermitted):
        amend_plan(plan=draft.plan, by=colleague, now=now, **what)
    task = amend_plan(plan=draft.plan, by=manager, now=now, **what)
    assert (task.version, task.owner, open_clock_of(task) is not None) == (draft, manager, True)
    assert PlanTask.objects.get(version=following, line=task.line).title == "Send the list"
    assert draft.steps.last().reason == "Send the list; due Dec 3, 2026, operator"
    assert member.email in told("plantask.amended")
    send_for_signing(version=following, by=manager, now=now)
    with pytest.raises(Refused, match="waits for sign-off"):
        amend_plan(plan=draft.plan, by=manager, now=now, **what)


def test_a_review_is_planned_from_the_plan_and_its_action_items_become_tasks(draft, manager, member, now) -> None:
    when = {"starts_at": now + timedelta(days=30), "ends_at": now + timedelta(days=30, hours=1)}
    with pytest.raises(Refused, match="not agreed"):
        reviews.plan_review(plan=draft.plan, by=manager, now=now, title="Quarter", **when)
    agree(draft, manager, member, now)
    review = reviews.plan_review(plan=draft.plan, by=manager, now=now + timedelta(days=20), title=" Quarter ", **when)
    texts = [point.text for point in review.points.all()]
    assert "Overdue since Dec 1, 2026: Review the forms (operator)" in texts
    assert "Objective: Fewer returns. Returns: 9 to 2, not measured yet" in texts
    risk = review.points.get(text__startswith="Risk: Credit")
    assert not risk.shared
    assert told("planreview.planned") >= {member.email}
    with pytest.raises(Refused, match="planned already"):
        reviews.plan_review(plan=draft.plan, by=manager, now=now, title="Another", **when)
    who = {"review": review, "by": manager, "now": now + timedelta(days=30)}
    with pytest.raises(Refused, match="which side"):
        reviews.add_point(kind="action", text="Train the desk", **who)
    reviews.add_point(kind="decision", text="Monthly calls", **who)
    action = {"kind": "action", "side": PlanSide.PARTICIPANT, "due_on": date(2027, 1, 15)}
    small = reviews.add_point(text="Send the roster", **action, **who)
    large = reviews.add_point(text="Train the whole desk", **action, **who)
    task = reviews.take_up_action(point=small, by=manager, now=who["now"], at_once=True)
    assert task.version == draft
    assert draft.steps.last().what == "amended"
    with pytest.raises(Refused, match="became a task"):
        reviews.take_up_action(point=small, by=manager, now=who["now"])
    with pytest.raises(Refused, match="not come yet"):
        reviews.hold_review(review=review, by=manager, now=now, minutes="Good")
    reviews.hold_review(minutes="Good talk.", **who)
    large.refresh_from_db()
    following = PlanTask.objects.get(version__state="draft", line=large.task_line)
    assert (following.title, following.side) == ("Train the whole desk", "participant")
    assert PlanTask.objects.filter(version=following.version, line=task.line).exists()
    assert told("planreview.held") >= {member.email}
    assert LastContact.objects.get(participant=draft.participant).channel == "meeting"
    with pytest.raises(Refused, match="over"):
        reviews.add_point(kind="decision", text="One more", **who)
    with as_member(member):
        seen = ReviewPoint.objects.visible_to(member)
        assert not seen.filter(pk=risk.pk).exists()
        assert seen.filter(pk=large.pk).exists()
    brief = plan_briefs.brief_facts(review, manager, who["now"])
    assert "Credit is thin" in str(brief)
    assert brief["assessment"] == "They are slow."
    for person in (manager, member):
        shared = plan_papers.plan_facts(draft, person, who["now"])
        assert "Fewer returns" in str(shared)
        assert not any(inner in str(shared) for inner in ("Credit is thin", "slow", "assessment"))


def test_the_papers_are_set_whatever_stands_in_them(draft, manager, member, now) -> None:
    add = {"version": draft, "by": manager, "now": now}
    add_line(kind=PlanObjective, title="#let x = [*] " + "w" * 150, why="$ _ < \\ 非常", **add)
    agree(draft, manager, member, now)
    with as_member(member):
        version = PlanVersion.objects.select_related("plan", "participant").get()
        assert plan_papers.plan_paper(version, member, now=now).content.startswith(PDF)
    review = PlanReviewFactory(plan=draft.plan, starts_at=datetime(2027, 2, 18, 16, tzinfo=UTC),
                               ends_at=datetime(2027, 2, 18, 17, tzinfo=UTC))  # fmt: skip
    brief = plan_briefs.meeting_brief(review, manager, now=now)
    assert brief.content.startswith(PDF)
    assert plan_papers.as_download(brief)["Cache-Control"] == "private, no-store"


def test_who_owns_a_task_works_on_it_as_long_as_the_participant_may_be_seen(lantern, colleague, now) -> None:
    task = PlanTaskFactory(version__plan__participant=lantern.participant, owner=colleague)
    assert can_work_on_task(colleague, task)
    Participant.objects.filter(pk=lantern.participant.pk).update(restricted=True, restricted_reason="Market monitoring")
    with pytest.raises(NotPermitted):
        finish_task(task=task, by=colleague, now=now)
    task.refresh_from_db()
    assert task.is_open
