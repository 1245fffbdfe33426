"""/api/v1/waivers/: for the staff only; participants find an empty list and no row."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet
from rest_framework import serializers

from participants import permissions
from participants.actions.waivers import ask_waiver, decline_waiver, grant_waiver
from participants.api.shared import OfParticipant, OfParticipantFilters
from participants.choices import WaiverWish
from participants.models import ChecklistItem, Waiver
from portal.rest.filters import YesNo
from portal.rest.serializers import Input, RefField, RowSerializer, shown
from portal.rest.views import creates, verb

LONGEST = 4000


class WaiverSerializer(RowSerializer):
    participant = shown("participant_ref")
    item = shown("item_ref")
    code = shown("item_code", note="Of the requirement.")
    asked_by = shown("asker")
    decided_by = shown("decider", nullable=True)

    class Meta:
        model = Waiver
        fields = (
            "ref",
            "participant",
            "item",
            "code",
            "wanted",
            "reason",
            "asked_by",
            "asked_at",
            "granted",
            "decided_by",
            "decided_at",
            "decision",
        )


def waivers_shown(rows: QuerySet) -> QuerySet:
    """With the references and names that the serializer shows."""
    return rows.annotate(
        participant_ref=F("participant__ref"),
        item_ref=F("item__ref"),
        item_code=F("item__code"),
        asker=F("asked_by__name"),
        decider=F("decided_by__name"),
    )


class AskWaiver(Input):
    item = RefField(ChecklistItem)
    wanted = serializers.ChoiceField(choices=WaiverWish.choices, required=False)
    reason = serializers.CharField(max_length=LONGEST)


class GrantWaiver(Input):
    decision = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class DeclineWaiver(Input):
    decision = serializers.CharField(max_length=LONGEST, help_text="Why the evidence is wanted after all.")


class WaiverFilters(OfParticipantFilters):
    item = django_filters.CharFilter(field_name="item__ref", help_text="Reference of the item.")
    decided = YesNo("is_decided")

    def is_decided(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(decided_at__isnull=not wanted)


class WaiverViewSet(OfParticipant):
    """Requests to do without an item; a second person with the right decides."""

    model = Waiver
    serializer_class = WaiverSerializer
    filterset_class = WaiverFilters
    orders = {"asked_at": ("asked_at", "id"), "created_at": ("id",)}
    subject = "waiver"

    def rows(self, user: Any) -> QuerySet:
        return waivers_shown(super().rows(user).select_related("item__participant"))

    def owner(self, row: Waiver) -> Waiver:
        return row

    create = creates(ask_waiver, AskWaiver, WaiverSerializer, asks=permissions.can_ask_waivers)
    grant = verb("grant", grant_waiver, GrantWaiver, WaiverSerializer, asks=permissions.can_decide_waiver)
    decline = verb("decline", decline_waiver, DeclineWaiver, WaiverSerializer, asks=permissions.can_decide_waiver)
