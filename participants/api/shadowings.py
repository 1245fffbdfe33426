"""/api/v1/shadowings/: who reads along with which participant; for the two people, supervisors and auditors."""

from typing import Any

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery
from rest_framework import serializers

from accounts import shadowing_permissions as permissions
from accounts.actions import shadowings as actions
from accounts.models import Shadowing, ShadowingNote, User
from participants.actions.shadowings import arrange_shadowing
from participants.api.shared import Reason
from participants.models import Participant
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb


def colleagues(user: Any) -> QuerySet:
    return User.objects.visible_to(user).staff().active()


class ShadowingNoteSerializer(RowSerializer):
    class Meta:
        model = ShadowingNote
        fields = ("ref", "text", "at", "comment", "commented_at")


class ShadowingSerializer(RowSerializer):
    participant = shown("company_ref")
    person = shown("person_ref")
    host = shown("host_ref")
    notes = ShadowingNoteSerializer(many=True, read_only=True)

    class Meta:
        model = Shadowing
        fields = (
            "ref",
            "participant",
            "person",
            "host",
            "purpose",
            "opens_restricted",
            "starts_on",
            "ends_on",
            "ended_at",
            "ended_because",
            "notes",
        )


class ArrangeShadowing(Input):
    participant = RefField(Participant)
    person = RefField(colleagues, help_text="Reference of the colleague.")
    purpose = serializers.CharField(max_length=300)
    starts_on = DayField()
    ends_on = DayField()
    opens_restricted = serializers.BooleanField(required=False, help_text="For supervisors.")


class NoteShadowing(Input):
    text = serializers.CharField(max_length=5000)


class CommentShadowing(NoteShadowing):
    note = RefField(ShadowingNote)


class ShadowingFilters(Filters):
    person = django_filters.CharFilter(field_name="person__ref", help_text="Reference of the person.")
    host = django_filters.CharFilter(field_name="host__ref", help_text="Reference of the person.")


class ShadowingViewSet(ScopedViewSet):
    """Somebody reads along with a participant for some days; what was read stands in the audit trail."""

    model = Shadowing
    serializer_class = ShadowingSerializer
    filterset_class = ShadowingFilters
    orders = {"starts_on": ("starts_on", "id")}
    subject = "shadowing"

    def rows(self, user: Any) -> QuerySet:
        company = Participant.objects.filter(pk=OuterRef("participant_id")).order_by().values("ref")[:1]
        found = {"company_ref": Subquery(company), "person_ref": F("person__ref"), "host_ref": F("host__ref")}
        return super().rows(user).annotate(**found).prefetch_related("notes")

    def owner(self, row: Shadowing) -> Shadowing:
        """The permissions ask about the row itself."""
        return row

    create = creates(arrange_shadowing, ArrangeShadowing, ShadowingSerializer, asks=permissions.arranges)
    end = verb("end", actions.end_shadowing, Reason, ShadowingSerializer, asks=permissions.can_end_shadowing)
    note = verb(
        "note",
        actions.note_shadowing,
        NoteShadowing,
        ShadowingSerializer,
        asks=permissions.can_note_shadowing,
    )
    comment = verb(
        "comment",
        actions.comment_shadowing,
        CommentShadowing,
        ShadowingSerializer,
        asks=permissions.can_comment_shadowing,
    )
