"""/api/v1/deadlines/: what runs towards a date, and why it is that one. For the staff; participants find none."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.calendars import ladders, loading, why
from portal.calendars.api.fields import LedgerRow, ledger_json, seconds_json
from portal.calendars.choices import ClockState, IntervalKind
from portal.calendars.models import Clock, ClockChange, ClockInterval, EscalationStep
from portal.rest.filters import Filters
from portal.rest.serializers import RowSerializer, shown
from portal.rest.views import ScopedViewSet


class DeadlineSerializer(RowSerializer):
    subject = shown("subject_ref", note="Reference of what it is about.")
    calendar = shown("calendar_code")
    calendar_version = serializers.IntegerField(source="calendar_number", read_only=True)
    rule = serializers.SerializerMethodField(help_text="The rule in words.")
    remaining_seconds = serializers.SerializerMethodField(help_text="Open time left; only while paused.")

    class Meta:
        model = Clock
        fields = (
            "ref",
            "subject",
            "subject_type",
            "kind",
            "label",
            "state",
            "outcome",
            "due_at",
            "remaining_seconds",
            "breached_at",
            "breach_note",
            "started_at",
            "stopped_at",
            "cycle",
            "rule",
            "source",
            "calendar",
            "calendar_version",
            "policy_code",
            "policy_version",
            "created_at",
        )

    def get_rule(self, clock: Clock) -> str:
        return why.rule_words(clock)

    @extend_schema_field(OpenApiTypes.NUMBER)
    def get_remaining_seconds(self, clock: Clock) -> int | float | None:
        return None if clock.remaining is None else seconds_json(clock.remaining)


class PauseSerializer(serializers.ModelSerializer):
    to = serializers.DateTimeField(source="ends_at", allow_null=True, help_text="Null while it is paused.")
    by = shown("by_label")

    class Meta:
        model = ClockInterval
        fields = ("to", "reason", "by")

    def get_fields(self) -> dict[str, serializers.Field]:
        return {"from": serializers.DateTimeField(source="starts_at"), **super().get_fields()}


class StepSerializer(serializers.ModelSerializer):
    class Meta:
        model = EscalationStep
        fields = (
            "level",
            "name",
            "ladder",
            "audience",
            "fire_at",
            "fired_at",
            "late",
            "outcome",
            "note",
        )


class ChangeSerializer(serializers.ModelSerializer):
    by = shown("by_label")

    class Meta:
        model = ClockChange
        fields = (
            "at",
            "cause",
            "reason",
            "note",
            "by",
            "old_due_at",
            "new_due_at",
            "old_calendar_version",
            "new_calendar_version",
            "old_policy_version",
            "new_policy_version",
        )


class ExplainedDeadlineSerializer(DeadlineSerializer):
    ledger = serializers.SerializerMethodField()
    pauses = serializers.SerializerMethodField()
    steps = StepSerializer(many=True, read_only=True)
    changes = ChangeSerializer(many=True, read_only=True)

    class Meta(DeadlineSerializer.Meta):
        fields = (*DeadlineSerializer.Meta.fields, "ledger", "pauses", "steps", "changes")

    @extend_schema_field(LedgerRow(many=True))
    def get_ledger(self, clock: Clock) -> list[dict[str, Any]]:
        calendar = loading.by_version_id(clock.calendar_version_id)
        return ledger_json(why.ledger_of(clock, calendar, ladders.pauses_of(self._paused(clock))))

    @extend_schema_field(PauseSerializer(many=True))
    def get_pauses(self, clock: Clock) -> list[dict[str, Any]]:
        return PauseSerializer(self._paused(clock), many=True).data

    def _paused(self, clock: Clock) -> list[ClockInterval]:
        return [one for one in clock.intervals.all() if one.kind == IntervalKind.PAUSED]


class DeadlineFilters(Filters):
    subject = django_filters.CharFilter(field_name="subject_ref", help_text="Reference of what it is about.")
    state = django_filters.ChoiceFilter(choices=ClockState.choices, help_text="running, paused or stopped")
    kind = django_filters.CharFilter(help_text="The kind of deadline.")
    calendar = django_filters.CharFilter(field_name="calendar__code", help_text="Code of the calendar.")


class DeadlineViewSet(ScopedViewSet):
    """Deadlines of what you may see; one of them with its ledger: every span that counted or did not, and why."""

    model = Clock
    serializer_class = DeadlineSerializer
    filterset_class = DeadlineFilters
    orders = {"created_at": ("id",), "started_at": ("started_at", "id")}

    def rows(self, user: Any) -> QuerySet[Clock]:
        """Clocks are the desk's own: participants' requests do not even ask for them."""
        if not user.is_staff:
            return Clock.objects.none()
        rows = super().rows(user)
        return rows.annotate(calendar_code=F("calendar__code"), calendar_number=F("calendar_version__number"))

    @extend_schema(responses=ExplainedDeadlineSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One deadline with its ledger, pauses, reminders, and every change of its date."""
        clock = self.get_object()
        return Response(ExplainedDeadlineSerializer(clock, context=self.get_serializer_context()).data)
