"""The demo's account plans that addresses name, under the names the access matrix calls them by."""

from typing import Any

from participants.models import AccountPlan, PlanObjective, PlanProposal, PlanRisk, PlanTask, PlanVersion
from participants.tests.plan_factories import PlanProposalFactory, ReviewPointFactory

PLANNED = "High Plains Municipal"


def plan_rows() -> dict[str, Any]:
    """An agreed plan with work behind it, and the draft of its next version with a proposal for it."""
    plan = AccountPlan.objects.select_related("participant").get(participant__name=PLANNED)
    agreed, draft = plan.versions.get(state="agreed"), plan.versions.get(state="draft")
    proposal = PlanProposal.objects.filter(participant=plan.participant, state="open").first()
    return {
        "plan": plan,
        "plan_agreed": agreed,
        "plan_version": draft,
        "plan_goal": PlanObjective.objects.filter(version=agreed, latest__isnull=False).first(),
        "plan_task": PlanTask.objects.filter(version=agreed, state="open").order_by("due_on").first(),
        "plan_draft_task": PlanTask.objects.filter(version=draft, state="open").order_by("due_on").last(),
        "plan_line": PlanRisk.objects.filter(version=draft).first(),
        **signing_rows(plan, agreed),
        "plan_proposal": proposal or PlanProposalFactory(participant=plan.participant),
    }


def signing_rows(plan: AccountPlan, agreed: PlanVersion) -> dict[str, Any]:
    """A version that waits for sign-off, a task of the participant, and the review meeting that is ahead."""
    review = plan.reviews.get(state="planned")
    point = review.points.filter(kind="action").first()
    given = {"kind": "action", "side": "participant", "due_on": plan.ends_on}
    return {
        "plan_sent": PlanVersion.objects.filter(state="in_review").order_by("pk").first(),
        "plan_their_task": PlanTask.objects.filter(version=agreed, state="open", side="participant").first(),
        "plan_review": review,
        "plan_point": point or ReviewPointFactory(review=review, text="Send the roster", **given),
    }
