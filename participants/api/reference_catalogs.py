"""Catalogs to read, by code: forms, lead times, obligation types, change procedures, test flights, plan templates."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.choices import OwnerKind, SourceTag
from participants.models import ChangeProcedure, Form, LeadTime, ObligationType, PlanTemplate, TestFlight
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import RowSerializer, shown
from portal.rest.views import CatalogViewSet

ENTRY = ("source", "tag", "verified", "effective_from", "effective_to")


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Words(serializers.JSONField):
    """A list of texts."""


@extend_schema_field(OpenApiTypes.OBJECT)
class Rule(serializers.JSONField):
    """A rule as plain data."""


class EntrySerializer(RowSerializer):
    verified = serializers.BooleanField(read_only=True, help_text="Whether it was read in its source.")


class FormSerializer(EntrySerializer):
    class Meta:
        model = Form
        fields = ("code", "title", "used_by", *ENTRY)


class LeadTimeSerializer(EntrySerializer):
    class Meta:
        model = LeadTime
        fields = ("code", "rule", "amount", "unit", "calendar", "note", *ENTRY)


class ObligationTypeSerializer(EntrySerializer):
    role_codes = Words(read_only=True, help_text="Market roles that owe it; empty for all.")
    schedule = Rule(read_only=True, help_text="When it is due, for computing.")
    reviewers = Words(read_only=True, help_text="Codes of departments.")
    resource_types = Words(read_only=True, help_text="Owed for each resource of these types, where there are some.")

    class Meta:
        model = ObligationType
        fields = (
            "code",
            "name",
            "who",
            "role_codes",
            "owner_kind",
            "rule",
            "schedule",
            "notice_days",
            "also_counter_party",
            "resource_types",
            "evidence",
            "filed_in",
            "proof",
            "extension_months",
            "reviewers",
            *ENTRY,
        )


class ChangeProcedureSerializer(EntrySerializer):
    steps = Words(read_only=True)
    lead = Rule(read_only=True, help_text="The time rule for computing; empty where it gives no number.")

    class Meta:
        model = ChangeProcedure
        fields = ("code", "name", "steps", "time_rule", "lead", *ENTRY)


class TestFlightSerializer(EntrySerializer):
    class Meta:
        model = TestFlight
        fields = (
            "code",
            "starts_on",
            "ends_on",
            "application_deadline",
            "registration_deadline",
            "texas_set",
            *ENTRY,
        )


class PlanTemplateSerializer(EntrySerializer):
    role = shown("role.code", nullable=True)
    content = Rule(read_only=True, help_text="Lists of objectives, tasks, risks and milestones to begin with.")

    class Meta:
        model = PlanTemplate
        fields = ("code", "name", "role", "segment", "content", *ENTRY)


class EntryFilters(Filters):
    tag = django_filters.ChoiceFilter(choices=SourceTag.choices)


class ObligationTypeFilters(EntryFilters):
    owner_kind = django_filters.ChoiceFilter(choices=OwnerKind.choices)


class TestFlightFilters(EntryFilters):
    ahead = YesNo(method="still_ahead", help_text="Whether one can still apply for it.")

    def still_ahead(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        now = timezone.now()
        return rows.filter(application_deadline__gte=now) if wanted else rows.filter(application_deadline__lt=now)


class EntryViewSet(CatalogViewSet):
    filterset_class: Any = EntryFilters
    orders = {"order": ("order", "code"), "code": ("code",)}


class FormViewSet(EntryViewSet):
    """Forms and agreements of the market."""

    model = Form
    serializer_class = FormSerializer
    search_fields = ("code", "title")


class LeadTimeViewSet(EntryViewSet):
    """Lead times and time limits of the market's rules."""

    members_only = True
    model = LeadTime
    serializer_class = LeadTimeSerializer
    search_fields = ("code", "rule")


class ObligationTypeViewSet(EntryViewSet):
    """What participants owe again and again."""

    members_only = True
    model = ObligationType
    serializer_class = ObligationTypeSerializer
    filterset_class = ObligationTypeFilters
    search_fields = ("code", "name")


class ChangeProcedureViewSet(EntryViewSet):
    """How changes after go-live are gone about."""

    members_only = True
    model = ChangeProcedure
    serializer_class = ChangeProcedureSerializer
    search_fields = ("code", "name")


class TestFlightViewSet(EntryViewSet):
    """Published test flights of the retail market; the latest first."""

    model = TestFlight
    serializer_class = TestFlightSerializer
    filterset_class = TestFlightFilters
    orders = {"starts_on": ("-starts_on", "id"), "code": ("code",)}
    search_fields = ("code", "texas_set")


class PlanTemplateViewSet(EntryViewSet):
    """What account plans begin with; for the staff alone, since it holds what is not shared."""

    model = PlanTemplate
    serializer_class = PlanTemplateSerializer
    search_fields = ("code", "name")

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("role") if user.is_staff else self.model.objects.none()
