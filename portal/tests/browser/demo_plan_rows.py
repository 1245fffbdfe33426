"""The demo's account plans that addresses name, under the names the access matrix calls them by."""

from typing import Any

from participants.models import AccountPlan, PlanObjective, PlanProposal, PlanRisk, PlanTask
from participants.tests.plan_factories import PlanProposalFactory

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
        "plan_proposal": proposal or PlanProposalFactory(participant=plan.participant),
    }
