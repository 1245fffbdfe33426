"""/api/v1/disclosures/"""

from typing import Any

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.api.shared import OfParticipant, OfParticipantFilters
from participants.choices.disclosures import DisclosureState
from participants.models import DisclosureItem, DisclosureLine
from participants.permissions.protection import sees_register
from portal.documents.choices import Protection
from portal.rest.serializers import RowSerializer, shown


class DisclosedItemSerializer(serializers.Serializer):
    ref = serializers.CharField(help_text="Of the file or the protected entry.")
    kind = serializers.CharField()
    name = serializers.CharField()
    protection = serializers.ChoiceField(Protection.choices, help_text="Its class when it was named.")


class DisclosureSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    state = serializers.ChoiceField(DisclosureState.choices, read_only=True)
    items = serializers.SerializerMethodField()

    @extend_schema_field(DisclosedItemSerializer(many=True))
    def get_items(self, row: Any) -> list[dict[str, Any]]:
        """The files and entries that are asked for."""
        return row.named

    class Meta:
        model = DisclosureLine
        fields = (
            "ref",
            "participant",
            "participant_name",
            "state",
            "requester_kind",
            "requester",
            "authority",
            "what",
            "items",
            "noticed_at",
            "objects_until",
            "objection",
            "objected_at",
            "decided_at",
            "reason",
            "disclosed_on",
        )


class DisclosureFilters(OfParticipantFilters):
    state = django_filters.ChoiceFilter(choices=DisclosureState.choices)


class DisclosureViewSet(OfParticipant):
    """What was asked of each owner's protected information; an owner's administrators see their own once told."""

    members_only = True
    model = DisclosureLine
    serializer_class = DisclosureSerializer
    filterset_class = DisclosureFilters
    orders = {"created_at": ("id",)}

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user)
        if user.is_staff and not sees_register(user):
            return rows.none()
        named = DisclosureItem.objects.filter(line=OuterRef("pk")).order_by("pk")
        shape = JSONObject(ref="item_ref", kind="kind", name="name", protection="protection")
        rows = rows.annotate(named=ArraySubquery(named.values(found=shape)))
        return rows.annotate(participant_ref=F("participant__ref"), owner_name=F("participant__name"))
