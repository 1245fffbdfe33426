"""/api/v1/item-evidence/: files sent as evidence for items of checklists, and their content."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from participants.api.shared import OfParticipant, OfParticipantFilters
from participants.models import ItemEvidence
from portal.documents.serving import respond
from portal.rest.serializers import RowSerializer, shown


class ItemEvidenceSerializer(RowSerializer):
    name = shown("document.name")
    content_type = shown("document.content_type")
    size = serializers.IntegerField(source="document.size", read_only=True, help_text="Bytes.")
    sha256 = shown("document.sha256")
    uploaded_at = serializers.DateTimeField(source="document.uploaded_at", read_only=True)

    class Meta:
        model = ItemEvidence
        fields = ("ref", "name", "content_type", "size", "sha256", "uploaded_at")


class FiledEvidenceSerializer(ItemEvidenceSerializer):
    participant = shown("participant_ref")
    item = shown("item_ref")
    round = serializers.IntegerField(source="round.number", read_only=True)

    class Meta(ItemEvidenceSerializer.Meta):
        fields = ("participant", "item", "round", *ItemEvidenceSerializer.Meta.fields)


class ItemEvidenceFilters(OfParticipantFilters):
    item = django_filters.CharFilter(field_name="round__item__ref", help_text="Reference of the item.")


class ItemEvidenceViewSet(OfParticipant):
    """Files sent as evidence; they never change."""

    model = ItemEvidence
    serializer_class = FiledEvidenceSerializer
    filterset_class = ItemEvidenceFilters
    orders = {"created_at": ("id",)}
    subject = "evidence"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .select_related("document", "round")
            .annotate(participant_ref=F("participant__ref"), item_ref=F("round__item__ref"))
        )

    @extend_schema(
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
        description="The file itself, under its stored name and type.",
    )
    @action(detail=True, methods=["get"])
    def content(self, request: Request, **kwargs: str) -> HttpResponse:
        return respond(self.get_object().document, to=request.user)
