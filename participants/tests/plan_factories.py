"""The smallest valid rows of account plans."""

from datetime import UTC, date, datetime

import factory
from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from accounts.tests.factories import StaffFactory
from participants.choices import ContactChannel, PlanSide, PlanState, PointKind, ProposalKind, StakeholderPart
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
from participants.tests.factories import ContactFactory, ParticipantFactory

A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
SIGNED = (PlanState.AGREED, PlanState.SUPERSEDED)


class AccountPlanFactory(DjangoModelFactory):
    class Meta:
        model = AccountPlan

    participant = SubFactory(ParticipantFactory)
    title = "Plan of the year"
    owner = SubFactory(StaffFactory)
    created_by = SelfAttribute("owner")
    starts_on = date(2026, 1, 1)
    ends_on = date(2027, 12, 31)


class PlanVersionFactory(DjangoModelFactory):
    """A draft; `state=PlanState.AGREED` is signed by the owner and by `confirmed_by` (default: the owner as well)."""

    class Meta:
        model = PlanVersion

    class Params:
        signed = LazyAttribute(lambda row: row.state in SIGNED)

    plan = SubFactory(AccountPlanFactory)
    participant = SelfAttribute("plan.participant")
    number = Sequence(lambda n: n % 30000 + 1)
    created_by = SelfAttribute("plan.owner")
    sent_at = LazyAttribute(lambda row: None if row.state in (PlanState.DRAFT, PlanState.DISCARDED) else A_MOMENT)
    signed_at = LazyAttribute(lambda row: A_MOMENT if row.signed else None)
    signed_by = LazyAttribute(lambda row: row.plan.owner if row.signed else None)
    confirmed_at = LazyAttribute(lambda row: A_MOMENT if row.signed else None)
    confirmed_by = LazyAttribute(lambda row: row.plan.owner if row.signed else None)
    state = PlanState.DRAFT


class OfVersion(DjangoModelFactory):
    class Meta:
        abstract = True

    version = SubFactory(PlanVersionFactory, state=PlanState.AGREED)
    participant = SelfAttribute("version.participant")


class PlanInsideFactory(OfVersion):
    class Meta:
        model = PlanInside


class PlanStepFactory(OfVersion):
    class Meta:
        model = PlanStep

    what = "sent"
    side = PlanSide.OPERATOR
    at = A_MOMENT
    by = SelfAttribute("version.plan.owner")


class LineFactory(OfVersion):
    class Meta:
        abstract = True

    title = Sequence(lambda n: f"Line {n}")


class PlanObjectiveFactory(LineFactory):
    class Meta:
        model = PlanObjective


class PlanRiskFactory(LineFactory):
    class Meta:
        model = PlanRisk


class PlanStakeholderFactory(LineFactory):
    class Meta:
        model = PlanStakeholder

    contact = SubFactory(ContactFactory, participant=SelfAttribute("..participant"))
    part = StakeholderPart.DECIDES


class PlanMilestoneFactory(LineFactory):
    class Meta:
        model = PlanMilestone

    on = date(2026, 12, 15)


class PlanTaskFactory(LineFactory):
    """Of the operator, owned by the plan's owner; without a clock, which only the actions start."""

    class Meta:
        model = PlanTask

    side = PlanSide.OPERATOR
    owner = LazyAttribute(lambda row: row.version.plan.owner if row.side == PlanSide.OPERATOR else None)
    due_on = date(2026, 12, 1)


class PlanDependencyFactory(DjangoModelFactory):
    class Meta:
        model = PlanDependency

    task = SubFactory(PlanTaskFactory)
    after = SubFactory(PlanTaskFactory, version=SelfAttribute("..task.version"))
    participant = SelfAttribute("task.participant")


class PlanRemarkFactory(DjangoModelFactory):
    class Meta:
        model = PlanRemark

    plan = SubFactory(AccountPlanFactory)
    participant = SelfAttribute("plan.participant")
    text = "Only for us"
    at = A_MOMENT
    by = SelfAttribute("plan.owner")


class PlanProposalFactory(DjangoModelFactory):
    class Meta:
        model = PlanProposal

    participant = SubFactory(ParticipantFactory)
    source = "tests"
    topic = Sequence(lambda n: f"topic {n}")
    kind = ProposalKind.OBJECTIVE
    title = "Fewer returned forms"
    evidence = factory.LazyFunction(lambda: [{"text": "Returned twice", "ref": "", "date": ""}])
    found_at = A_MOMENT


class PlanReviewFactory(DjangoModelFactory):
    class Meta:
        model = PlanReview

    plan = SubFactory(AccountPlanFactory)
    participant = SelfAttribute("plan.participant")
    title = "Review of the quarter"
    starts_at = datetime(2026, 12, 10, 16, 0, tzinfo=UTC)
    ends_at = datetime(2026, 12, 10, 17, 0, tzinfo=UTC)
    created_by = SelfAttribute("plan.owner")


class ReviewPointFactory(DjangoModelFactory):
    class Meta:
        model = ReviewPoint

    review = SubFactory(PlanReviewFactory)
    participant = SelfAttribute("review.participant")
    kind = PointKind.AGENDA
    text = "How the year went"


class LastContactFactory(DjangoModelFactory):
    class Meta:
        model = LastContact

    participant = SubFactory(ParticipantFactory)
    at = A_MOMENT
    channel = ContactChannel.CALL
    side = PlanSide.OPERATOR
    who = "Dana Manager"


def furnish_plan(participant: object) -> PlanVersion:
    """An agreed version of a plan with one shared line of each kind and everything the staff keep for themselves."""
    version = PlanVersionFactory(plan__participant=participant, state=PlanState.AGREED)
    of = {"version": version}
    for line in (PlanObjectiveFactory, PlanRiskFactory, PlanStakeholderFactory, PlanMilestoneFactory, PlanStepFactory):
        line(**of)
    PlanInsideFactory(**of)
    PlanDependencyFactory(task=PlanTaskFactory(**of))
    ReviewPointFactory(review=PlanReviewFactory(plan=version.plan))
    PlanRemarkFactory(plan=version.plan)
    PlanProposalFactory(participant=participant)
    LastContactFactory(participant=participant)
    return version
