"""/api/v1/plan-objectives/, plan-risks/, plan-stakeholders/ and plan-milestones/: the lines of a plan beside its tasks.

Written in drafts by the staff; agreed objectives are measured and agreed milestones reached. Participants read the
shared ones of what was sent for sign-off.
"""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import plan_lines as actions
from participants.api.plans import LONGEST, OfAPlan, PlanNothing
from participants.api.shared import OfParticipantFilters, colleagues
from participants.choices import Degree, ObjectiveState, PlanState, RiskState, StakeholderPart
from participants.models import Contact, PlanMilestone, PlanObjective, PlanRisk, PlanStakeholder, PlanVersion
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import changes, creates, verb

SHARED = "The participant reads it once the plan is sent for sign-off."
HEAD = ("ref", "line", "plan", "version", "version_state", "participant", "title", "shared")


class PlanLineSerializer(RowSerializer):
    plan = shown("plan_ref")
    version = shown("version_ref")
    version_state = shown("state_of_version")
    participant = shown("participant_ref")


class ObjectiveLineSerializer(PlanLineSerializer):
    class Meta:
        model = PlanObjective
        fields = (*HEAD, "why", "measure", "unit", "baseline", "target", "latest", "latest_on", "state")


class RiskLineSerializer(PlanLineSerializer):
    class Meta:
        model = PlanRisk
        fields = (*HEAD, "likelihood", "impact", "answer", "state")


class StakeholderLineSerializer(PlanLineSerializer):
    contact = shown("contact_ref", nullable=True)

    class Meta:
        model = PlanStakeholder
        fields = (*HEAD, "contact", "part", "cares_for", "interest")


class MilestoneLineSerializer(PlanLineSerializer):
    class Meta:
        model = PlanMilestone
        fields = (*HEAD, "on", "reached_on")


class Amount(serializers.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, required=False, allow_null=True, **kwargs)


def _text(most: int = LONGEST) -> serializers.CharField:
    return serializers.CharField(max_length=most, required=False, allow_blank=True)


def _degree() -> serializers.ChoiceField:
    return serializers.ChoiceField(Degree.choices, required=False)


class ChangePlanLine(Input):
    title = serializers.CharField(max_length=200, required=False)
    shared = serializers.BooleanField(required=False, help_text=SHARED)


class ChangeObjectiveLine(ChangePlanLine):
    why = _text(4000)
    measure = _text(200)
    unit = _text(30)
    baseline = Amount()
    target = Amount()


class AddObjectiveLine(ChangeObjectiveLine):
    version = RefField(PlanVersion, help_text="A draft.")
    title = serializers.CharField(max_length=200)


class MeasureObjectiveLine(Input):
    latest = Amount()
    latest_on = DayField(required=False, help_text="Today, unless given.")
    state = serializers.ChoiceField(ObjectiveState.choices, required=False)


class ChangeRiskLine(ChangePlanLine):
    likelihood = _degree()
    impact = _degree()
    answer = _text(4000)
    owner = RefField(colleagues, required=False, allow_null=True)
    state = serializers.ChoiceField(RiskState.choices, required=False)


class AddRiskLine(ChangeRiskLine):
    version = RefField(PlanVersion, help_text="A draft.")
    title = serializers.CharField(max_length=200)


class ChangeStakeholderLine(ChangePlanLine):
    contact = RefField(Contact, required=False, allow_null=True)
    part = serializers.ChoiceField(StakeholderPart.choices, required=False)
    cares_for = _text(200)
    interest = _degree()


class AddStakeholderLine(ChangeStakeholderLine):
    version = RefField(PlanVersion, help_text="A draft.")
    title = serializers.CharField(max_length=200, help_text="The name.")


class ChangeMilestoneLine(ChangePlanLine):
    on = DayField(required=False)


class AddMilestoneLine(ChangeMilestoneLine):
    version = RefField(PlanVersion, help_text="A draft.")
    title = serializers.CharField(max_length=200)
    on = DayField()


class ReachMilestoneLine(Input):
    reached_on = DayField(allow_null=True, help_text="Null: it does not stand after all.")


class PlanLineFilters(OfParticipantFilters):
    plan = django_filters.CharFilter(field_name="version__plan__ref", help_text="Reference of the plan.")
    version = django_filters.CharFilter(field_name="version__ref", help_text="Reference of the version.")
    version_state = django_filters.ChoiceFilter(field_name="version__state", choices=PlanState.choices)


def add_objective(**given: Any) -> PlanObjective:
    """What is to be reached, and how one will know. In drafts only."""
    return actions.add_line(kind=PlanObjective, **given)


def add_risk(**given: Any) -> PlanRisk:
    """What may go wrong, how likely and how much, and what is done about it. In drafts only."""
    return actions.add_line(kind=PlanRisk, **given)


def add_stakeholder(**given: Any) -> PlanStakeholder:
    """Who matters for the plan on the participant's side. In drafts only."""
    return actions.add_line(kind=PlanStakeholder, **given)


def add_milestone(**given: Any) -> PlanMilestone:
    """A day by which something visible stands. In drafts only."""
    return actions.add_line(kind=PlanMilestone, **given)


def remove(*, line: Any, **who: Any) -> Any:
    """Take a line out of the draft; what was agreed keeps it. Tasks of a removed objective stay without one."""
    actions.remove_line(line=line, **who)
    return line


def measure(*, line: PlanObjective, **given: Any) -> PlanObjective:
    """What an agreed objective stands at on a day, and whether it is reached."""
    return actions.measure_objective(objective=line, **given)


def reach(*, line: PlanMilestone, **given: Any) -> PlanMilestone:
    """An agreed milestone stands since a day; without a day, it does not stand after all."""
    return actions.reach_milestone(milestone=line, **given)


ADDS = {"asks": permissions.can_see_plans}
WRITES = {"asks": permissions.can_write_plan}


class PlanLines(OfAPlan):
    """Lines of one kind."""

    filterset_class = PlanLineFilters
    orders = {"created_at": ("id",)}
    search_fields = ("title",)
    subject = "line"
    plan_path = "version__plan"
    remove = verb("remove", remove, PlanNothing, None, **WRITES)

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).annotate(version_ref=F("version__ref"), state_of_version=F("version__state"))

    def owner(self, row: Any) -> Any:
        return row.version.plan


class PlanObjectiveViewSet(PlanLines):
    """Objectives of account plans, with what they are measured by."""

    model = PlanObjective
    serializer_class = ObjectiveLineSerializer
    create = creates(add_objective, AddObjectiveLine, ObjectiveLineSerializer, **ADDS)
    partial_update = changes(actions.change_line, ChangeObjectiveLine, ObjectiveLineSerializer, **WRITES)
    measure = verb("measure", measure, MeasureObjectiveLine, ObjectiveLineSerializer, **WRITES)


class PlanRiskViewSet(PlanLines):
    """Risks of account plans."""

    model = PlanRisk
    serializer_class = RiskLineSerializer
    create = creates(add_risk, AddRiskLine, RiskLineSerializer, **ADDS)
    partial_update = changes(actions.change_line, ChangeRiskLine, RiskLineSerializer, **WRITES)


class PlanStakeholderViewSet(PlanLines):
    """Who matters for an account plan."""

    model = PlanStakeholder
    serializer_class = StakeholderLineSerializer
    create = creates(add_stakeholder, AddStakeholderLine, StakeholderLineSerializer, **ADDS)
    partial_update = changes(actions.change_line, ChangeStakeholderLine, StakeholderLineSerializer, **WRITES)

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).annotate(contact_ref=F("contact__ref"))


class PlanMilestoneViewSet(PlanLines):
    """Milestones of account plans."""

    model = PlanMilestone
    serializer_class = MilestoneLineSerializer
    orders = {"on": ("on", "id"), "created_at": ("id",)}
    create = creates(add_milestone, AddMilestoneLine, MilestoneLineSerializer, **ADDS)
    partial_update = changes(actions.change_line, ChangeMilestoneLine, MilestoneLineSerializer, **WRITES)
    reach = verb("reach", reach, ReachMilestoneLine, MilestoneLineSerializer, **WRITES)
