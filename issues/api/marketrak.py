"""/api/v1/settlement-dates/ and /api/v1/marketrak-issues/: what files of other systems told, to read."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet

from issues.choices import ItemParty, SettlementRun
from issues.models import MarkeTrakItem, SettlementDate
from portal.rest.filters import Filters
from portal.rest.serializers import RowSerializer, shown
from portal.rest.views import ScopedViewSet


class SettlementDateSerializer(RowSerializer):
    class Meta:
        model = SettlementDate
        fields = (
            "ref",
            "run",
            "operating_day",
            "batch_date",
            "version",
            "invoice_date",
            "invoice_due_date",
            "payout_date",
            "post_date",
            "dispute_date",
            "imported_at",
        )


class SettlementDateFilters(Filters):
    run = django_filters.ChoiceFilter(choices=SettlementRun.choices)
    operating_day = django_filters.DateFilter()


class SettlementDateViewSet(ScopedViewSet):
    """The settlement calendar as published: what no newer version has replaced."""

    model = SettlementDate
    serializer_class = SettlementDateSerializer
    filterset_class = SettlementDateFilters
    orders = {"operating_day": ("operating_day", "run", "id")}

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).holding()


class MarkeTrakItemSerializer(RowSerializer):
    issue = shown("issue_ref")
    participant = shown("participant_ref")

    class Meta:
        model = MarkeTrakItem
        fields = (
            "ref",
            "issue",
            "participant",
            "number",
            "issue_type",
            "subtype",
            "state",
            "party",
            "complete",
            "esi_id",
            "opened_on",
            "closed_on",
            "reported_at",
        )


class MarkeTrakItemFilters(Filters):
    issue = django_filters.CharFilter(field_name="issue__ref", help_text="Reference of the parent issue.")
    number = django_filters.CharFilter()
    complete = django_filters.BooleanFilter()
    party = django_filters.ChoiceFilter(choices=ItemParty.choices)


class MarkeTrakItemViewSet(ScopedViewSet):
    """MarkeTrak issues linked to one parent issue, as the last background report told them."""

    model = MarkeTrakItem
    members_only = True
    serializer_class = MarkeTrakItemSerializer
    filterset_class = MarkeTrakItemFilters
    orders = {"number": ("number", "id")}

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).annotate(issue_ref=F("issue__ref"), participant_ref=F("participant__ref"))
