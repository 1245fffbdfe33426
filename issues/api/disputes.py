"""/api/v1/disputes/: settlement and billing disputes."""

from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from issues import permissions
from issues.actions import adr, disputes
from issues.actions import dispute_steps as steps
from issues.api.adr_cases import AdrCaseSerializer, AdrCaseViewSet, money, speaks
from issues.choices import (
    DisputeResolution,
    DisputeStatus,
    MarketType,
    SettlementRun,
)
from issues.models import Dispute, DisputeDay, Issue
from issues.rules.dispute_elements import missing
from participants.api.shared import Reason
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, MomentField, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb


class DisputeDaySerializer(serializers.ModelSerializer):
    class Meta:
        model = DisputeDay
        fields = ("operating_day", "amount")
        read_only_fields = fields


class DisputeSerializer(RowSerializer):
    issue = shown("issue_ref")
    participant = shown("participant_ref")
    registration = shown("registration_ref", nullable=True)
    days = DisputeDaySerializer(many=True, read_only=True)
    missing = serializers.SerializerMethodField(help_text="Elements still to be given, those most often missing first.")

    class Meta:
        model = Dispute
        fields = (
            "ref",
            "issue",
            "participant",
            "registration",
            "organization",
            "contact_person",
            "contact_data",
            "operating_day",
            "statement_id",
            "statement_type",
            "market_type",
            "time_period",
            "interval_start",
            "interval_end",
            "amount",
            "dispute_type",
            "sub_type",
            "charge_type",
            "short_text",
            "long_text",
            "confidentiality_expired",
            "days",
            "missing",
            "number",
            "filed_on",
            "status",
            "resolution",
            "resolution_text",
            "due_on",
            "planned_on",
            "resolved_on",
            "closed_on",
            "resolution_amount",
            "awarded_amount",
            "reinvestigations",
            "opened_at",
            "changed_at",
        )

    def get_missing(self, row: Dispute) -> list[str]:
        return missing(row)


class OneDay(Input):
    operating_day = DayField()
    amount = money()


class Elements(Input):
    """What a dispute must say; what is left out is taken from the inquiry, or stays as it is."""

    organization = serializers.CharField(max_length=200, required=False, allow_blank=True)
    contact_person = serializers.CharField(max_length=120, required=False, allow_blank=True)
    contact_data = serializers.CharField(max_length=300, required=False, allow_blank=True)
    operating_day = DayField(required=False, allow_null=True)
    statement_id = serializers.CharField(max_length=60, required=False, allow_blank=True)
    statement_type = serializers.ChoiceField(choices=SettlementRun.choices, required=False)
    market_type = serializers.ChoiceField(choices=MarketType.choices, required=False)
    time_period = serializers.CharField(max_length=120, required=False, allow_blank=True)
    interval_start = MomentField(required=False, allow_null=True)
    interval_end = MomentField(required=False, allow_null=True)
    amount = money(required=False, allow_null=True)
    dispute_type = serializers.CharField(max_length=80, required=False, allow_blank=True)
    sub_type = serializers.CharField(max_length=80, required=False, allow_blank=True)
    charge_type = serializers.CharField(max_length=80, required=False, allow_blank=True)
    short_text = serializers.CharField(max_length=200, required=False, allow_blank=True)
    long_text = serializers.CharField(max_length=20_000, required=False, allow_blank=True)
    confidentiality_expired = serializers.BooleanField(required=False)
    days = OneDay(many=True, required=False, help_text="Several operating days, at most 31.")

    def validate_days(self, given: list[dict[str, Any]]) -> dict[date, Decimal]:
        days = {one["operating_day"]: one["amount"] for one in given}
        if len(days) != len(given):
            raise serializers.ValidationError("A day is named twice.")
        return days


class WriteDispute(Elements):
    issue = RefField(Issue)


class RecordNumber(Input):
    number = serializers.CharField(max_length=60)
    filed_on = DayField()
    due_on = DayField(required=False, allow_null=True)


class DisputeDates(Input):
    due_on = DayField(allow_null=True)
    planned_on = DayField(allow_null=True)


class StartDispute(Input):
    due_on = DayField(required=False, allow_null=True)
    planned_on = DayField(required=False, allow_null=True)


class CloseDispute(Input):
    resolution = serializers.ChoiceField(choices=DisputeResolution.choices)
    text = serializers.CharField(max_length=20_000)
    resolved_on = DayField()
    resolution_amount = money(required=False, allow_null=True)
    awarded_amount = money(required=False, allow_null=True)


class DisputeFilters(Filters):
    participant = django_filters.CharFilter(field_name="participant__ref", help_text="Reference of the participant.")
    issue = django_filters.CharFilter(field_name="issue__ref", help_text="Reference of the inquiry.")
    status = django_filters.ChoiceFilter(choices=DisputeStatus.choices)
    number = django_filters.CharFilter(help_text="The operator's number.")


class DisputeViewSet(ScopedViewSet):
    """Settlement and billing disputes. Not filed until the operator's number is recorded."""

    model = Dispute
    members_only = True
    serializer_class = DisputeSerializer
    filterset_class = DisputeFilters
    orders = {"opened_at": ("opened_at", "id"), "changed_at": ("changed_at", "id")}
    search_fields = ("number", "statement_id")
    subject = "dispute"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user).select_related("issue__participant", "issue__category").prefetch_related("days")
        return rows.annotate(
            issue_ref=F("issue__ref"), participant_ref=F("participant__ref"), registration_ref=F("registration__ref")
        )

    def owner(self, row: Dispute) -> Dispute:
        return row

    speak = {"asks": speaks}
    work = {"asks": permissions.can_work_on_dispute}
    create = creates(disputes.open_dispute, WriteDispute, DisputeSerializer)
    change = verb("change", disputes.change_dispute, Elements, DisputeSerializer, **speak)
    record_number = verb("record-number", disputes.record_number, RecordNumber, DisputeSerializer, **speak)
    withdraw = verb("withdraw", steps.withdraw_dispute, Reason, DisputeSerializer, **speak)
    reject_resolution = verb("reject-resolution", steps.reject_resolution, Reason, DisputeSerializer, **speak)
    hand_over_to_adr = verb(
        "hand-over-to-adr", adr.hand_over_to_adr, Input, AdrCaseSerializer, makes=AdrCaseViewSet, **speak
    )
    start = verb("start", steps.start_dispute, StartDispute, DisputeSerializer, **work)
    plan = verb("plan", steps.plan_dispute, DisputeDates, DisputeSerializer, **work)
    close = verb("close", steps.close_dispute, CloseDispute, DisputeSerializer, **work)
    refuse = verb("refuse", steps.refuse_dispute, Reason, DisputeSerializer, **work)
