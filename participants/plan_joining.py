"""Which account plans move along when two companies are joined: those for a time the other has no plan for."""

from collections.abc import Callable
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.models import (
    AccountPlan,
    LastContact,
    PlanDependency,
    PlanInside,
    PlanMilestone,
    PlanObjective,
    PlanProposal,
    PlanRemark,
    PlanReview,
    PlanRisk,
    PlanStakeholder,
    PlanStep,
    PlanTask,
    PlanVersion,
    ReviewPoint,
)

# Each part by how it names its plan.
PARTS: Final = {
    PlanVersion: "plan",
    PlanRemark: "plan",
    PlanReview: "plan",
    ReviewPoint: "review__plan",
    PlanInside: "version__plan",
    PlanStep: "version__plan",
    PlanObjective: "version__plan",
    PlanTask: "version__plan",
    PlanRisk: "version__plan",
    PlanStakeholder: "version__plan",
    PlanMilestone: "version__plan",
    PlanDependency: "task__version__plan",
}


def plans(moving: Moving) -> QuerySet:
    theirs = AccountPlan.objects.filter(
        participant=moving.kept, starts_on__lte=OuterRef("ends_on"), ends_on__gte=OuterRef("starts_on")
    )
    return AccountPlan.objects.filter(participant=moving.absorbed).exclude(Exists(theirs))


def of_plans(part: type, path: str) -> Callable[[Moving], QuerySet]:
    return lambda moving: part.objects.filter(participant=moving.absorbed, **{f"{path}__in": plans(moving)})


def proposals(moving: Moving) -> QuerySet:
    """All but those that are open for both companies."""
    theirs = PlanProposal.objects.filter(participant=moving.kept, source=OuterRef("source"), topic=OuterRef("topic"))
    return PlanProposal.objects.filter(participant=moving.absorbed).exclude(Exists(theirs))


def contacts(moving: Moving) -> QuerySet:
    """The last contact moves where the other company had none."""
    rows = LastContact.objects.filter(participant=moving.absorbed)
    return rows.none() if LastContact.objects.filter(participant=moving.kept).exists() else rows


def register_moves() -> None:
    """Called when the app is ready; the parts stand before the plans, which say which of them move."""
    register(
        *(
            Move(str(part._meta.verbose_name_plural), part, "participant", of_plans(part, path))
            for part, path in PARTS.items()
        ),
        Move("account plans", AccountPlan, "participant", plans),
        Move("proposals for plans", PlanProposal, "participant", proposals),
        Move("last contacts", LastContact, "participant", contacts),
    )
