"""/api/v1/disclosures/"""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants.api.shared import OfParticipant, OfParticipantFilters
from participants.choices.disclosures import DisclosureState
from participants.models import DisclosureLine
from participants.permissions.protection import sees_register
from portal.rest.serializers import RowSerializer, shown


class DisclosureSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    state = serializers.ChoiceField(DisclosureState.choices, read_only=True)

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
        return rows.annotate(participant_ref=F("participant__ref"), owner_name=F("participant__name"))
