"""/api/v1/plans/, plan-versions/ and plan-reviews/: the same actions as the pages of both sides.

Participants read the shared part of what was sent for sign-off; they confirm or return it. Tasks and other lines are
nouns of their own (`plan_tasks`, `plan_lines`).
"""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions import plan_reviews as reviews
from participants.actions import plan_signing as signing
from participants.actions import plans as actions
from participants.api.shared import OfParticipant, OfParticipantFilters, Reason, colleagues
from participants.choices import MeetingState, PlanSide, PlanState, PointKind
from participants.models import (
    AccountPlan,
    Contact,
    Participant,
    PlanObjective,
    PlanReview,
    PlanStep,
    PlanVersion,
    ReviewPoint,
)
from portal.rest.serializers import DayField, Input, MomentField, RefField, RowSerializer, shown
from portal.rest.views import changes, creates, verb

LONGEST = 8000


class AccountPlanSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")

    class Meta:
        model = AccountPlan
        fields = ("ref", "participant", "participant_name", "title", "starts_on", "ends_on", "created_at")


class PlanStepSerializer(RowSerializer):
    class Meta:
        model = PlanStep
        fields = ("what", "side", "reason", "at")


class PlanObjectiveSerializer(RowSerializer):
    class Meta:
        model = PlanObjective
        fields = (
            "ref",
            "line",
            "title",
            "why",
            "measure",
            "unit",
            "baseline",
            "target",
            "latest",
            "latest_on",
            "state",
            "shared",
        )


class PlanVersionSerializer(RowSerializer):
    plan = shown("plan_ref")
    participant = shown("participant_ref")
    objectives = PlanObjectiveSerializer(source="planobjectives", many=True, read_only=True)
    steps = PlanStepSerializer(many=True, read_only=True)

    class Meta:
        model = PlanVersion
        fields = (
            "ref",
            "plan",
            "participant",
            "number",
            "state",
            "summary",
            "sent_at",
            "signed_at",
            "confirmed_at",
            "ended_at",
            "objectives",
            "steps",
            "created_at",
        )


class ReviewPointSerializer(RowSerializer):
    class Meta:
        model = ReviewPoint
        fields = ("ref", "kind", "text", "about", "side", "due_on", "task_line", "shared")


class PlanReviewSerializer(RowSerializer):
    plan = shown("plan_ref")
    participant = shown("participant_ref")
    points = ReviewPointSerializer(many=True, read_only=True)

    class Meta:
        model = PlanReview
        fields = (
            "ref",
            "plan",
            "participant",
            "title",
            "starts_at",
            "ends_at",
            "place",
            "state",
            "held_at",
            "minutes",
            "points",
            "created_at",
        )


class PlanNothing(Input):
    pass


class OpenPlan(Input):
    participant = RefField(Participant)
    title = serializers.CharField(max_length=160)
    starts_on = DayField()
    ends_on = DayField(help_text="The last day, included.")
    owner = RefField(colleagues, required=False, allow_null=True, help_text="The account manager, unless given.")


class ChangePlan(Input):
    title = serializers.CharField(max_length=160, required=False)
    owner = RefField(colleagues, required=False)
    starts_on = DayField(required=False)
    ends_on = DayField(required=False, help_text="The last day, included.")


class WritePlanVersion(Input):
    summary = serializers.CharField(max_length=LONGEST, allow_blank=True, help_text="In a few sentences, for both.")


class MovePlanReview(Input):
    title = serializers.CharField(max_length=160)
    starts_at = MomentField()
    ends_at = MomentField()
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)


class PlanPlanReview(MovePlanReview):
    plan = RefField(AccountPlan)


class AddReviewPoint(Input):
    kind = serializers.ChoiceField(PointKind.choices)
    text = serializers.CharField(max_length=2000)
    shared = serializers.BooleanField(required=False, default=True)
    side = serializers.ChoiceField(PlanSide.choices, required=False, help_text="Of an action item.")
    owner = RefField(colleagues, required=False, allow_null=True)
    contact = RefField(Contact, required=False, allow_null=True)
    due_on = DayField(required=False, allow_null=True)


class HoldPlanReview(Input):
    minutes = serializers.CharField(max_length=LONGEST)


class PlanFilters(OfParticipantFilters):
    on = django_filters.DateFilter(method="holds_on", help_text="Only plans for a period with this day.")

    def holds_on(self, rows: QuerySet, name: str, day: Any) -> QuerySet:
        return rows.on(day)


class PlanVersionFilters(OfParticipantFilters):
    plan = django_filters.CharFilter(field_name="plan__ref", help_text="Reference of the plan.")
    state = django_filters.ChoiceFilter(choices=PlanState.choices)


class PlanReviewFilters(OfParticipantFilters):
    plan = django_filters.CharFilter(field_name="plan__ref", help_text="Reference of the plan.")
    state = django_filters.ChoiceFilter(choices=MeetingState.choices)


class OfAPlan(OfParticipant):
    """The permission asks about the plan."""

    members_only = True
    plan_path = "plan"

    def rows(self, user: Any) -> QuerySet:
        named = {"participant_ref": F("participant__ref"), "plan_ref": F(f"{self.plan_path}__ref")}
        return super().rows(user).select_related(self.plan_path).annotate(**named)

    def owner(self, row: Any) -> Any:
        return row.plan


class PlanVersionViewSet(OfAPlan):
    """Versions of account plans: drafted, sent for sign-off, agreed once both sides have signed."""

    model = PlanVersion
    serializer_class = PlanVersionSerializer
    filterset_class = PlanVersionFilters
    subject = "version"

    def rows(self, user: Any) -> QuerySet:
        lines = Prefetch("planobjectives", PlanObjective.objects.visible_to(user).order_by("order", "id"))
        steps = Prefetch("steps", PlanStep.objects.visible_to(user).order_by("at", "id"))
        return super().rows(user).prefetch_related(lines, steps)

    written = {"asks": permissions.can_write_plan}
    confirming = {"asks": permissions.can_confirm_plan}
    partial_update = changes(actions.write_version, WritePlanVersion, PlanVersionSerializer, **written)
    gather = verb("gather", actions.gather_facts, PlanNothing, PlanVersionSerializer, **written)
    send = verb("send", signing.send_for_signing, PlanNothing, PlanVersionSerializer, **written)
    take_back = verb("take-back", signing.take_back_plan, Reason, PlanVersionSerializer, **written)
    discard = verb("discard", actions.discard_version, PlanNothing, PlanVersionSerializer, **written)
    sign = verb("sign", signing.sign_plan, PlanNothing, PlanVersionSerializer, asks=permissions.can_sign_plan)
    confirm = verb("confirm", signing.confirm_plan, PlanNothing, PlanVersionSerializer, **confirming)
    send_back = verb("send-back", signing.return_plan, Reason, PlanVersionSerializer, **confirming)


class PlanViewSet(OfParticipant):
    """Account plans by participant and period. Their content stands in versions."""

    model = AccountPlan
    members_only = True
    serializer_class = AccountPlanSerializer
    filterset_class = PlanFilters
    orders = {"ends_on": ("ends_on", "id"), "created_at": ("id",)}
    search_fields = ("title",)
    subject = "plan"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).annotate(participant_ref=F("participant__ref"), owner_name=F("participant__name"))

    def owner(self, row: AccountPlan) -> AccountPlan:
        return row

    written = {"asks": permissions.can_write_plan}
    create = creates(actions.open_plan, OpenPlan, AccountPlanSerializer, asks=permissions.can_add)
    partial_update = changes(actions.change_plan, ChangePlan, AccountPlanSerializer, **written)
    draft = verb(
        "draft", actions.draft_version, PlanNothing, PlanVersionSerializer, makes=PlanVersionViewSet, **written
    )


def _add_point(*, review: PlanReview, **told: Any) -> PlanReview:
    """A point of the agenda, a decision, or an action item: what one side does by a day."""
    reviews.add_point(review=review, **told)
    return review


class PlanReviewViewSet(OfAPlan):
    """Review meetings of account plans, with agenda, decisions and action items."""

    model = PlanReview
    serializer_class = PlanReviewSerializer
    filterset_class = PlanReviewFilters
    orders = {"starts_at": ("starts_at", "id"), "created_at": ("id",)}
    subject = "review"

    def rows(self, user: Any) -> QuerySet:
        points = Prefetch("points", ReviewPoint.objects.visible_to(user).order_by("order", "id"))
        return super().rows(user).prefetch_related(points)

    written = {"asks": permissions.can_write_plan}
    create = creates(reviews.plan_review, PlanPlanReview, PlanReviewSerializer, asks=permissions.can_see_plans)
    move = verb("move", reviews.move_review, MovePlanReview, PlanReviewSerializer, **written)
    cancel = verb("cancel", reviews.cancel_review, Reason, PlanReviewSerializer, **written)
    hold = verb("hold", reviews.hold_review, HoldPlanReview, PlanReviewSerializer, **written)
    add_point = verb("add-point", _add_point, AddReviewPoint, PlanReviewSerializer, **written)
