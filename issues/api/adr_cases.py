"""/api/v1/adr-cases/: the way that is left after a denied dispute."""

from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from issues import permissions
from issues.actions import adr
from issues.choices import AdrOutcome, AdrState, ClaimPaid
from issues.models import AdrCase, AdrStep, Dispute
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RowSerializer, shown
from portal.rest.views import ScopedViewSet, verb


def money(**kwargs: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=14, decimal_places=2, min_value=Decimal(0), **kwargs)


def speaks(user: Any, dispute: Dispute) -> Any:
    return permissions.can_dispute(user, dispute.issue)


class AdrStepDone(Input):
    code = serializers.CharField(max_length=30)
    done_on = DayField()
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    number = serializers.CharField(max_length=60, required=False, allow_blank=True)


class EndAdr(Input):
    outcome = serializers.ChoiceField(choices=AdrOutcome.choices)
    text = serializers.CharField(max_length=20_000)
    ended_on = DayField()
    awarded_amount = money(required=False, allow_null=True)
    paid_by = serializers.ChoiceField(choices=ClaimPaid.choices, required=False)


class AdrStepSerializer(serializers.ModelSerializer):
    class Meta:
        model = AdrStep
        fields = ("code", "name", "limit", "due_on", "done_on", "note")
        read_only_fields = fields


class AdrCaseSerializer(RowSerializer):
    dispute = shown("dispute_ref")
    participant = shown("participant_ref")
    steps = AdrStepSerializer(many=True, read_only=True)

    class Meta:
        model = AdrCase
        fields = (
            "ref",
            "dispute",
            "participant",
            "state",
            "denied_on",
            "request_until",
            "requested_on",
            "number",
            "outcome",
            "outcome_text",
            "awarded_amount",
            "paid_by",
            "ended_on",
            "steps",
            "opened_at",
        )


class AdrCaseFilters(Filters):
    participant = django_filters.CharFilter(field_name="participant__ref", help_text="Reference of the participant.")
    state = django_filters.ChoiceFilter(choices=AdrState.choices)


class AdrCaseViewSet(ScopedViewSet):
    """Alternative dispute resolution after a denied dispute, with the limit of each step."""

    model = AdrCase
    members_only = True
    serializer_class = AdrCaseSerializer
    filterset_class = AdrCaseFilters
    orders = {"opened_at": ("opened_at", "id")}
    subject = "case"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user).select_related("dispute__issue__participant", "dispute__issue__category")
        rows = rows.prefetch_related("steps")
        return rows.annotate(dispute_ref=F("dispute__ref"), participant_ref=F("participant__ref"))

    def owner(self, row: AdrCase) -> Dispute:
        """The permission asks about the dispute."""
        return row.dispute

    step_done = verb("step-done", adr.record_adr_step, AdrStepDone, AdrCaseSerializer, asks=speaks)
    end = verb("end", adr.end_adr, EndAdr, AdrCaseSerializer, asks=permissions.can_work_on_dispute)
