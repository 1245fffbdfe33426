"""/api/v1/obligations/: what is owed, handed in, looked at, extended and excused."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from rest_framework import serializers

from participants import permissions
from participants.actions import obligations as actions
from participants.api.shared import Nothing, OfParticipant, OfParticipantFilters, Reason
from participants.choices import ObligationState
from participants.models import (
    ExtensionRequest,
    Obligation,
    ObligationEvidence,
    ObligationNote,
    ObligationRound,
)
from portal.documents.fields import FileField
from portal.rest.filters import YesNo
from portal.rest.serializers import DayField, Input, RowSerializer, shown
from portal.rest.views import verb
from portal.scoping.today import market_day

LONGEST = 4000
MOST_FILES = 10


class EvidenceSerializer(RowSerializer):
    ref = shown("document.ref")
    name = shown("document.name")
    size = serializers.IntegerField(source="document.size", read_only=True)

    class Meta:
        model = ObligationEvidence
        fields = ("ref", "name", "size")


class RoundSerializer(RowSerializer):
    evidence = EvidenceSerializer(many=True, read_only=True)

    class Meta:
        model = ObligationRound
        fields = (
            "number",
            "submitted_at",
            "remark",
            "confirmation_number",
            "evidence",
            "verdict",
            "comment",
            "ended_at",
        )


class ExtensionSerializer(RowSerializer):
    class Meta:
        model = ExtensionRequest
        fields = ("ref", "due_before", "until", "plan", "asked_at", "decision", "reason", "decided_at")


class NoteSerializer(RowSerializer):
    class Meta:
        model = ObligationNote
        fields = ("text", "written_at")


class ObligationSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    type = shown("type.code", note="Code in the catalog of obligation types.")
    type_name = shown("type.name")
    registration = shown("registration_ref", nullable=True)
    counter_party = shown("counter_party_ref", nullable=True)
    resource = shown("resource_ref", nullable=True, note="Without any of the three the participant itself owes it.")
    campaign = shown("campaign_ref", nullable=True)
    rounds = RoundSerializer(many=True, read_only=True)
    extensions = ExtensionSerializer(many=True, read_only=True)
    notes = NoteSerializer(many=True, read_only=True)

    class Meta:
        model = Obligation
        fields = (
            "ref",
            "participant",
            "participant_name",
            "type",
            "type_name",
            "registration",
            "counter_party",
            "resource",
            "period",
            "opens_on",
            "due_on",
            "by_rule",
            "period_end",
            "state",
            "filed_elsewhere",
            "confirmation_number",
            "submitted_at",
            "settled_at",
            "reason",
            "onward",
            "rounds",
            "extensions",
            "created_at",
            "campaign",
            "notes",
        )
        staff_only = ("campaign", "notes")


class Submit(Input):
    uploads = serializers.ListField(child=FileField(), required=False, max_length=MOST_FILES)
    confirmation_number = serializers.CharField(max_length=80, required=False, allow_blank=True)
    remark = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class Confirm(Input):
    confirmation_number = serializers.CharField(max_length=80)


class Accept(Input):
    comment = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class Return(Input):
    comment = serializers.CharField(max_length=LONGEST, help_text="The participant reads it.")


class Excuse(Reason):
    onward = serializers.BooleanField(required=False, help_text="Later periods are not asked for either.")


class AskExtension(Input):
    until = DayField()
    plan = serializers.CharField(max_length=LONGEST)
    plan_upload = FileField(required=False)


class WriteNote(Input):
    text = serializers.CharField(max_length=LONGEST)


def ask_extension(**given: Any) -> Obligation:
    """Ask for more time with the plan for it, within the length the catalog allows. The clock runs on meanwhile."""
    return actions.ask_extension(**given).obligation


def note(**given: Any) -> Obligation:
    """Something the staff should know; participants never read it."""
    return actions.note_on_obligation(**given).obligation


class ObligationFilters(OfParticipantFilters):
    type = django_filters.CharFilter(field_name="type__code", help_text="Code of the obligation type.")
    registration = django_filters.CharFilter(field_name="registration__ref", help_text="Reference of the registration.")
    period = django_filters.CharFilter()
    state = django_filters.ChoiceFilter(choices=ObligationState.choices)
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_until = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")
    late = YesNo(method="only_late", help_text="Whether it is not filed though its day has passed.")

    def only_late(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        late = rows.late(market_day(timezone.now()))
        return late if wanted else rows.exclude(pk__in=late.order_by().values("pk"))


class ObligationViewSet(OfParticipant):
    """What participants owe, period by period: handed in, looked at, extended, excused."""

    model = Obligation
    serializer_class = ObligationSerializer
    filterset_class = ObligationFilters
    orders = {"due_on": ("due_on", "id"), "created_at": ("id",)}
    search_fields = ("type__name", "period")
    subject = "obligation"

    def rows(self, user: Any) -> QuerySet:
        evidence = ObligationEvidence.objects.select_related("document")
        rounds = ObligationRound.objects.order_by("number").prefetch_related(Prefetch("evidence", evidence))
        # Campaigns and notes are out of a participant's reach: there the database would refuse to join them.
        inner = {"campaign_ref": F("campaign__ref")} if user.is_staff else {}
        return (
            super()
            .rows(user)
            .select_related("participant", "type")
            .prefetch_related(Prefetch("rounds", rounds), "extensions", *(["notes"] if user.is_staff else []))
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                registration_ref=F("registration__ref"),
                counter_party_ref=F("counter_party__ref"),
                resource_ref=F("resource__ref"),
                **inner,
            )
        )

    def owner(self, row: Obligation) -> Obligation:
        """The permissions ask about the obligation itself."""
        return row

    filing = {"asks": permissions.can_file}
    deciding = {"asks": permissions.can_review_filing}
    excusing = {"asks": permissions.can_excuse}
    submit = verb("submit", actions.submit_obligation, Submit, ObligationSerializer, **filing)
    claim = verb("claim", actions.claim_filed_elsewhere, Nothing, ObligationSerializer, **filing)
    take_back = verb("take-back", actions.take_back_submission, Nothing, ObligationSerializer, **filing)
    record_confirmation = verb(
        "record-confirmation", actions.record_confirmation, Confirm, ObligationSerializer, **filing
    )
    ask_extension = verb("ask-extension", ask_extension, AskExtension, ObligationSerializer, **filing)
    accept = verb("accept", actions.accept_obligation, Accept, ObligationSerializer, **deciding)
    send_back = verb("send-back", actions.return_obligation, Return, ObligationSerializer, **deciding)
    grant_extension = verb("grant-extension", actions.grant_extension, Reason, ObligationSerializer, **deciding)
    decline_extension = verb("decline-extension", actions.decline_extension, Reason, ObligationSerializer, **deciding)
    excuse = verb("excuse", actions.excuse_obligation, Excuse, ObligationSerializer, **excusing)
    ask_again = verb("ask-again", actions.ask_again, Reason, ObligationSerializer, **excusing)
    note = verb("note", note, WriteNote, ObligationSerializer, **excusing)
    cancel = verb("cancel", actions.cancel_obligation, Reason, ObligationSerializer, asks=permissions.can_cancel)
