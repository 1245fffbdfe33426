"""/api/v1/training-needs/: for the staff only; participants find an empty list and no row."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from accounts.models import User
from participants.api.shared import Reason
from participants.models import Participant
from portal.rest.filters import Filters
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb
from training import permissions
from training.actions import need_outlines as outlines
from training.actions import need_steps as steps
from training.actions import needs as actions
from training.choices import NeedOrigin, NeedState
from training.models import Course, CourseSession, TrainingNeed
from training.rules.needs import QUIET

LONGEST = 20_000


class NeedSerializer(RowSerializer):
    participant = shown("participant_ref", nullable=True, note="Empty: of the whole market.")
    course = shown("course_code", nullable=True, note="Code of the proposed course.")
    proposed_by = shown("proposed_by_ref", nullable=True)
    designer = shown("designer_ref", nullable=True)
    reviewer = shown("reviewer_ref", nullable=True)

    class Meta:
        model = TrainingNeed
        fields = (
            "ref",
            "title",
            "problem",
            "origin",
            "source",
            "topic",
            "participant",
            "role_codes",
            "course",
            "state",
            "outline",
            "case_count",
            "participant_count",
            "proposed_by",
            "designer",
            "reviewer",
            "accepted_at",
            "held_at",
            "measure_at",
            "baseline_count",
            "baseline_note",
            "effect_count",
            "effect_note",
            "reason",
            "quiet_until",
            "ended_at",
            "changed_at",
            "created_at",
        )


def staff(user: Any) -> QuerySet:
    return User.objects.active().staff() if user.is_staff else User.objects.none()


def courses(user: Any) -> QuerySet:
    return Course.objects.all()


class CourseRef(RefField):
    """A course by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(courses, name="code", required=False, allow_null=True, **kwargs)


class RoleCodes(serializers.ListField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            child=serializers.CharField(max_length=20),
            max_length=60,
            required=False,
            help_text="Market roles.",
            **kwargs,
        )


class ProposeNeed(Input):
    title = serializers.CharField(max_length=160)
    problem = serializers.CharField(max_length=LONGEST)
    participant = RefField(Participant, required=False, allow_null=True, help_text="Empty: of the whole market.")
    role_codes = RoleCodes()
    course = CourseRef()
    source = serializers.CharField(max_length=60, required=False, allow_blank=True, help_text="What counts the cases.")
    topic = serializers.CharField(max_length=80, required=False, allow_blank=True)


class AcceptNeed(Input):
    course = CourseRef()
    baseline_count = serializers.IntegerField(
        min_value=0, max_value=1_000_000, required=False, allow_null=True, help_text="Only without a source."
    )
    baseline_note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class DismissNeed(Reason):
    days = serializers.IntegerField(min_value=1, max_value=730, default=QUIET.days)


class WriteOutline(Input):
    outline = serializers.CharField(max_length=LONGEST)
    role_codes = RoleCodes()
    course = CourseRef()


class SendOutline(Input):
    reviewer = RefField(staff, required=False, allow_null=True)


class ScheduleNeed(Input):
    session = RefField(CourseSession)


class CloseNeed(Input):
    effect_note = serializers.CharField(max_length=4000)
    effect_count = serializers.IntegerField(min_value=0, max_value=1_000_000, required=False, allow_null=True)


class NeedFilters(Filters):
    participant = django_filters.CharFilter(field_name="participant__ref", help_text="Reference of the participant.")
    state = django_filters.ChoiceFilter(choices=NeedState.choices)
    origin = django_filters.ChoiceFilter(choices=NeedOrigin.choices)
    topic = django_filters.CharFilter()
    course = django_filters.CharFilter(field_name="course__code", help_text="Code of the proposed course.")


class TrainingNeedViewSet(ScopedViewSet):
    """What should be taught, from the first hint to its measured effect. Cases are counted, never named."""

    model = TrainingNeed
    serializer_class = NeedSerializer
    filterset_class = NeedFilters
    orders = {"changed_at": ("changed_at", "id"), "created_at": ("id",)}
    search_fields = ("title",)
    subject = "need"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                course_code=F("course__code"),
                proposed_by_ref=F("proposed_by__ref"),
                designer_ref=F("designer__ref"),
                reviewer_ref=F("reviewer__ref"),
            )
        )

    def owner(self, row: TrainingNeed) -> TrainingNeed:
        """The permission asks about the need itself, which may be the whole market's."""
        return row

    works = {"asks": permissions.can_work_on_need}
    reviews = {"asks": permissions.can_review_outline}
    create = creates(actions.propose_need, ProposeNeed, NeedSerializer, asks=permissions.can_propose_needs)
    accept = verb("accept", actions.accept_need, AcceptNeed, NeedSerializer, **works)
    dismiss = verb("dismiss", actions.dismiss_need, DismissNeed, NeedSerializer, **works)
    outline = verb("outline", outlines.write_outline, WriteOutline, NeedSerializer, **works)
    send = verb("send", outlines.send_for_review, SendOutline, NeedSerializer, **works)
    return_outline = verb("return-outline", outlines.return_outline, Reason, NeedSerializer, **reviews)
    approve = verb("approve", outlines.approve_outline, Input, NeedSerializer, **reviews)
    schedule = verb("schedule", steps.schedule_need, ScheduleNeed, NeedSerializer, asks=permissions.can_schedule_need)
    close = verb("close", steps.close_need, CloseNeed, NeedSerializer, **works)
