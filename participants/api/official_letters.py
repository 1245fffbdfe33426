"""/api/v1/official-letters/: read by both sides, issued by the staff."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from participants.actions.official_letters import issue_official_letter
from participants.api.shared import OfParticipant, OfParticipantFilters
from participants.choices import LetterKind
from participants.models import OfficialLetter, Registration
from participants.rules.official_letters import LONGEST_NOTE
from portal.documents.serving import respond
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import creates


class OfficialLetterSerializer(RowSerializer):
    participant = shown("participant_ref")
    registration = shown("registration_ref")
    file_name = shown("document_name")

    class Meta:
        model = OfficialLetter
        fields = ("ref", "participant", "registration", "kind", "effective_on", "note", "issued_at", "file_name")


class IssueOfficialLetter(Input):
    registration = RefField(Registration)
    kind = serializers.ChoiceField(choices=LetterKind.choices)
    note = serializers.CharField(max_length=LONGEST_NOTE, required=False, allow_blank=True)
    effective_on = DayField(required=False, allow_null=True, help_text="Of a certification: its operating day.")


class OfficialLetterFilters(OfParticipantFilters):
    registration = django_filters.CharFilter(field_name="registration__ref", help_text="Reference of the registration.")
    kind = django_filters.ChoiceFilter(choices=LetterKind.choices)


class OfficialLetterViewSet(OfParticipant):
    """Official letters about registrations, each a PDF that never changes."""

    model = OfficialLetter
    serializer_class = OfficialLetterSerializer
    filterset_class = OfficialLetterFilters
    orders = {"issued_at": ("issued_at", "id"), "created_at": ("id",)}
    subject = "letter"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                registration_ref=F("registration__ref"),
                document_name=F("document__name"),
            )
        )

    create = creates(issue_official_letter, IssueOfficialLetter, OfficialLetterSerializer)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY}, description="The letter as PDF.")
    @action(detail=True, methods=["get"])
    def download(self, request: Request, **kwargs: str) -> HttpResponse:
        rows = OfficialLetter.objects.visible_to(request.user).select_related("document")
        return respond(get_object_or_404(rows, ref=self.kwargs["ref"]).document, to=request.user)
