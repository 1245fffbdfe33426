"""/api/v1/access-reviews/"""

from typing import Any

import django_filters
from django.db.models import Count, F, Q, QuerySet
from rest_framework import serializers

from participants.api.shared import OfParticipant, OfParticipantFilters
from participants.models import AccessReview
from portal.rest.serializers import RowSerializer, shown


class AccessReviewSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    people = serializers.IntegerField(read_only=True)
    decided = serializers.IntegerField(read_only=True)

    class Meta:
        model = AccessReview
        fields = ("ref", "participant", "participant_name", "opened_at", "due_on", "attested_at", "people", "decided")


class AccessReviewFilters(OfParticipantFilters):
    open = django_filters.BooleanFilter(field_name="attested_at", lookup_expr="isnull")


class AccessReviewViewSet(OfParticipant):
    """The yearly reviews of who has access. On the participants' side its administrators see them."""

    model = AccessReview
    serializer_class = AccessReviewSerializer
    filterset_class = AccessReviewFilters
    orders = {"due_on": ("due_on", "id"), "created_at": ("id",)}

    def rows(self, user: Any) -> QuerySet:
        named = {"participant_ref": F("participant__ref"), "owner_name": F("participant__name")}
        counts = {"people": Count("lines"), "decided": Count("lines", filter=~Q(lines__decision=""))}
        return super().rows(user).annotate(**named, **counts)
