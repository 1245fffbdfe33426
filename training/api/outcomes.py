"""/api/v1/attendance/ and /api/v1/test-results/: learners read their own, the operator's people write."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.api.shared import OfParticipantFilters, Reason
from portal.lifecycle.refusals import Answer
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb
from training import permissions
from training.actions.attendance import check_in, mark_seat
from training.actions.evaluations import LONGEST, evaluate_session
from training.actions.scores import enter_result, strike_out_result
from training.choices import EnrollmentState
from training.models import Attendance, Enrollment, TestResult


class Mark(serializers.Serializer):
    day = serializers.DateTimeField(help_text="When the day begins.")
    present = serializers.BooleanField()
    by_code = serializers.BooleanField(help_text="Whether the person typed the session's code.")


class AttendanceSerializer(RowSerializer):
    participant = shown("participant_ref")
    contact = shown("contact_ref", note="The person.")
    session = shown("session_ref")
    marks = serializers.SerializerMethodField()

    class Meta:
        model = Enrollment
        fields = ("ref", "participant", "contact", "session", "marks")

    @extend_schema_field(Mark(many=True))
    def get_marks(self, row: Enrollment) -> list[dict[str, Any]]:
        marks = [{"day": one.day.starts_at, "present": one.present, "by_code": one.by_code} for one in row.own_marks]
        return Mark(marks, many=True).data


class MarkSeat(Input):
    day = serializers.IntegerField(min_value=1, max_value=400, help_text="Number of the day in its session, from 1.")
    present = serializers.BooleanField(allow_null=True, help_text="Empty: not marked.")


class CheckIn(Input):
    code = serializers.CharField(max_length=20)


def _mark(label: str) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=5, help_text=f"{label}: 1 (poor) to 5 (very good).")


class Evaluate(Input):
    content = _mark("The content")
    instructor = _mark("Who taught it")
    materials = _mark("The materials")
    organization = _mark("How it was organized")
    usefulness = _mark("Of use for my work")
    comment = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class OfSeatFilters(OfParticipantFilters):
    session = django_filters.CharFilter(field_name="session__ref", help_text="Reference of the session.")
    contact = django_filters.CharFilter(field_name="contact__ref", help_text="Reference of the person.")


def may_record(user: Any, seat: Enrollment) -> Answer:
    return permissions.can_record_outcome(user, seat.session)


def may_strike(user: Any, result: TestResult) -> Answer:
    return permissions.can_record_outcome(user, result.enrollment.session)


class AttendanceViewSet(ScopedViewSet):
    """Who was there: a row for each seat, by the reference of its enrollment."""

    model = Enrollment
    serializer_class = AttendanceSerializer
    filterset_class = OfSeatFilters
    orders = {"entered_at": ("entered_at", "id"), "created_at": ("id",)}
    subject = "enrollment"

    def rows(self, user: Any) -> QuerySet:
        marks = Attendance.objects.visible_to(user).select_related("day").order_by("day__starts_at")
        rows = super().rows(user).filter(state=EnrollmentState.SEATED)
        rows = rows.select_related("session__course", "contact", "participant")
        return rows.prefetch_related(Prefetch("attendance", marks, to_attr="own_marks")).annotate(
            participant_ref=F("participant__ref"), contact_ref=F("contact__ref"), session_ref=F("session__ref")
        )

    def owner(self, row: Enrollment) -> Enrollment:
        """The permissions ask about the seat itself."""
        return row

    mark = verb("mark", mark_seat, MarkSeat, AttendanceSerializer, asks=may_record)
    check_in = verb("check-in", check_in, CheckIn, AttendanceSerializer, asks=permissions.can_check_in)
    evaluate = verb("evaluate", evaluate_session, Evaluate, AttendanceSerializer, asks=permissions.can_evaluate)


class TestResultSerializer(RowSerializer):
    participant = shown("participant_ref")
    contact = shown("contact_ref", note="The person.")
    session = shown("session_ref")
    enrollment = shown("enrollment_ref")

    class Meta:
        model = TestResult
        fields = (
            "ref",
            "participant",
            "contact",
            "session",
            "enrollment",
            "attempt",
            "percent",
            "passing_percent",
            "passed",
            "taken_on",
            "voided_at",
            "void_reason",
            "created_at",
        )


class EnterResult(Input):
    enrollment = RefField(Enrollment)
    percent = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=100)
    taken_on = DayField(required=False, allow_null=True, help_text="Empty: today.")


class TestResultFilters(OfParticipantFilters):
    session = django_filters.CharFilter(field_name="enrollment__session__ref", help_text="Reference of the session.")
    contact = django_filters.CharFilter(field_name="enrollment__contact__ref", help_text="Reference of the person.")
    passed = django_filters.BooleanFilter()


class TestResultViewSet(ScopedViewSet):
    """Attempts at the tests of courses; struck out ones stay with the reason."""

    __test__ = False
    model = TestResult
    serializer_class = TestResultSerializer
    filterset_class = TestResultFilters
    orders = {"taken_on": ("taken_on", "id"), "created_at": ("id",)}
    subject = "result"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .select_related("enrollment__session")
            .annotate(
                participant_ref=F("participant__ref"),
                contact_ref=F("enrollment__contact__ref"),
                session_ref=F("enrollment__session__ref"),
                enrollment_ref=F("enrollment__ref"),
            )
        )

    def owner(self, row: TestResult) -> TestResult:
        return row

    create = creates(enter_result, EnterResult, TestResultSerializer, asks=permissions.can_enter_results)
    strike_out = verb("strike-out", strike_out_result, Reason, TestResultSerializer, asks=may_strike)
