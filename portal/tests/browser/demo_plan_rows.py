"""The demo's account plans that addresses name, under the names the access matrix calls them by."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from participants.actions.assignments import replace_assignment
from participants.actions.plan_reviews import add_point, plan_review
from participants.choices import AssignmentKind, PlanSide, PlanState
from participants.models import (
    AccountPlan,
    Assignment,
    Participant,
    PlanObjective,
    PlanProposal,
    PlanRisk,
    PlanTask,
)
from participants.tests.plan_factories import (
    PlanObjectiveFactory,
    PlanProposalFactory,
    PlanTaskFactory,
    PlanVersionFactory,
)
from portal.scoping.today import market_day

PLANNED = "High Plains Municipal"


def plan_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """An agreed plan with work behind it, and the draft of its next version with a proposal for it.

    The company becomes the manager's, so that the pages of who may write the plan open for the manager as well.
    """
    plan = AccountPlan.objects.select_related("participant").get(participant__name=PLANNED)
    held = Assignment.objects.of(plan.participant).today().get(kind=AssignmentKind.PRIMARY)
    given = {"by": people["supervisor"], "now": now, "starts_on": market_day(now), "accepted_because": "For a while"}
    replace_assignment(assignment=held, successor=people["manager"], **given)
    agreed, draft = plan.versions.get(state="agreed"), plan.versions.get(state="draft")
    proposal = PlanProposal.objects.filter(participant=plan.participant, state="open").first()
    return {
        "plan": plan,
        "plan_version": draft,
        "plan_goal": PlanObjective.objects.filter(version=agreed, latest__isnull=False).first(),
        "plan_task": PlanTask.objects.filter(version=agreed, state="open").order_by("due_on").first(),
        "plan_draft_task": PlanTask.objects.filter(version=draft, state="open").order_by("due_on").last(),
        "plan_line": PlanRisk.objects.filter(version=draft).first(),
        "plan_proposal": proposal or PlanProposalFactory(participant=plan.participant),
    }


def signing_rows(company: Participant, by: User, now: datetime) -> dict[str, Any]:
    """Of the company whose people walk through their own pages: what holds and is reviewed, and what waits."""
    given = {"by": by, "now": now}
    agreed = PlanVersionFactory(
        plan__participant=company, plan__owner=by, plan__title="A later year", state=PlanState.AGREED, **_period(now, 2)
    )
    PlanObjectiveFactory(version=agreed, title="No exchange waits")
    task = PlanTaskFactory(version=agreed, side=PlanSide.PARTICIPANT, title="Name a deputy", due_on=agreed.plan.ends_on)
    when = {"starts_at": now + timedelta(days=740), "ends_at": now + timedelta(days=740, hours=1)}
    review = plan_review(plan=agreed.plan, title="First review of a later year", **when, **given)
    action = {"kind": "action", "side": PlanSide.PARTICIPANT, "due_on": agreed.plan.ends_on}
    sent = PlanVersionFactory(
        plan__participant=company, plan__owner=by, plan__title="The year after", state="in_review", **_period(now, 4)
    )
    PlanObjectiveFactory(version=sent, title="One more market role")
    return {
        "plan_agreed": agreed,
        "plan_sent": sent,
        "plan_their_task": task,
        "plan_review": review,
        "plan_point": add_point(review=review, text="Send the roster", **action, **given),
    }


def _period(now: datetime, years: int) -> dict[str, date]:
    first = now.date() + timedelta(365 * years)
    return {"plan__starts_on": first, "plan__ends_on": first + timedelta(364)}
