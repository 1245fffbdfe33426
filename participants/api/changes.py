"""/api/v1/changes/, /api/v1/acknowledgments/ and /api/v1/bank-accounts/: the same actions as the pages."""

from typing import Any

import django_filters
from django.db.models import Case, F, Q, QuerySet, Value, When
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from participants import permissions
from participants.actions import change_review as review
from participants.actions import change_signing as signing
from participants.actions import change_talk as talk
from participants.actions import changes as actions
from participants.api.shared import Nothing, OfParticipant, OfParticipantFilters, Reason
from participants.choices import AcknowledgmentState, ChangeChannel, ChangeState
from participants.models import Acknowledgment, BankAccount, Change, ChangeField, ChangeProcedure, Participant
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import changes, creates, verb

LONGEST = 2000


class ChangeFieldSerializer(RowSerializer):
    class Meta:
        model = ChangeField
        fields = ("topic", "name", "label", "before", "after")


@extend_schema_serializer(component_name="InformationChange")
class ChangeSerializer(RowSerializer):
    participant = shown("participant_ref")
    participant_name = shown("owner_name")
    procedure = shown("procedure_code")
    fields_changed = ChangeFieldSerializer(source="fields", many=True, read_only=True)
    requested_by_name = shown("requested_name")

    class Meta:
        model = Change
        fields = (
            "ref",
            "participant",
            "participant_name",
            "procedure",
            "topics",
            "fields_changed",
            "state",
            "channel",
            "reason",
            "wanted_on",
            "effective_on",
            "effective_because",
            "effective_at",
            "trouble",
            "round",
            "requested_by_name",
            "requested_at",
            "submitted_at",
            "decided_at",
            "ended_at",
        )
        staff_only = ("trouble",)


class AcknowledgmentSerializer(RowSerializer):
    representative_name = shown(
        "told_representative", note="Empty for the company that asks, until the QSE has acknowledged."
    )

    class Meta:
        model = Acknowledgment
        fields = ("ref", "represented_name", "representative_name", "starts_on", "state", "asked_at", "answered_at")


class BankAccountSerializer(RowSerializer):
    participant = shown("participant_ref")

    class Meta:
        model = BankAccount
        fields = ("ref", "participant", "last_four", "starts_on", "ends_on")


class RewriteChange(Input):
    values = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField(max_length=LONGEST, allow_blank=True)),
        help_text='For each topic of the procedure its fields, such as {"address": {"address": "1 Main St"}}.',
    )
    reason = serializers.CharField(max_length=1000)
    wanted_on = DayField(required=False, allow_null=True, help_text="Empty: as early as possible.")


class BeginChange(RewriteChange):
    participant = RefField(Participant)
    procedure = RefField(ChangeProcedure, name="code", help_text="The code of a change procedure.")
    channel = serializers.ChoiceField(
        choices=ChangeChannel.choices, required=False, help_text="Staff say how the participant asked."
    )


class Text(Input):
    text = serializers.CharField(max_length=LONGEST)


class StepOfChange(Input):
    position = serializers.IntegerField(min_value=1, max_value=100)


class Tick(StepOfChange):
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class ChangeFilters(OfParticipantFilters):
    state = django_filters.ChoiceFilter(choices=ChangeState.choices)
    procedure = django_filters.CharFilter(field_name="procedure__code", help_text="Code of the procedure.")
    effective_from = django_filters.DateFilter(field_name="effective_on", lookup_expr="gte")
    effective_until = django_filters.DateFilter(field_name="effective_on", lookup_expr="lte")


class ChangeViewSet(OfParticipant):
    """Changes of what is on file about a participant, from the draft to the day they take effect."""

    members_only = True
    model = Change
    serializer_class = ChangeSerializer
    filterset_class = ChangeFilters
    orders = {"requested_at": ("requested_at", "id"), "created_at": ("id",)}
    subject = "change"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .select_related("participant", "procedure")
            .prefetch_related("fields")
            .annotate(
                participant_ref=F("participant__ref"),
                owner_name=F("participant__name"),
                procedure_code=F("procedure__code"),
            )
        )

    def owner(self, row: Change) -> Change:
        """The permissions ask about the change itself."""
        return row

    create = creates(actions.draft_change, BeginChange, ChangeSerializer)
    writes = {"asks": permissions.can_prepare_change}
    reviews = {"asks": permissions.can_review_change}
    partial_update = changes(actions.redraft_change, RewriteChange, ChangeSerializer, **writes)
    submit = verb("submit", actions.submit_change, Nothing, ChangeSerializer, **writes)
    sign = verb("sign", signing.sign_change, Nothing, ChangeSerializer, asks=permissions.can_sign_change)
    confirm = verb("confirm", signing.confirm_role, Nothing, ChangeSerializer, asks=permissions.can_sign_change)
    withdraw = verb("withdraw", actions.withdraw_change, Reason, ChangeSerializer, asks=permissions.can_withdraw_change)
    comment = verb("comment", talk.comment_on_change, Text, ChangeSerializer, asks=permissions.can_comment_on_change)
    take = verb("take", review.take_change, Nothing, ChangeSerializer, **reviews)
    send_back = verb("send-back", review.return_change, Reason, ChangeSerializer, **reviews)
    approve = verb("approve", review.approve_change, Nothing, ChangeSerializer, **reviews)
    decline = verb("decline", review.decline_change, Reason, ChangeSerializer, **reviews)
    complete = verb("complete", review.complete_change, Nothing, ChangeSerializer, **reviews)
    note = verb("note", review.note_on_change, Text, ChangeSerializer, asks=permissions.can_tick_steps)
    tick = verb("tick", review.tick_step, Tick, ChangeSerializer, asks=permissions.can_tick_steps)
    untick = verb("untick", review.untick_step, StepOfChange, ChangeSerializer, asks=permissions.can_tick_steps)


class AcknowledgmentViewSet(OfParticipant):
    """What a QSE is asked by another company's change: whether it will represent. Answered by its own people."""

    members_only = True
    model = Acknowledgment
    serializer_class = AcknowledgmentSerializer
    orders = {"asked_at": ("asked_at", "id"), "created_at": ("id",)}
    subject = "acknowledgment"

    def rows(self, user: Any) -> QuerySet:
        """Whoever names a QSE by its number does not learn by that whose it is."""
        told = Q() if user.is_staff else Q(state=AcknowledgmentState.SIGNED)
        if user.acting_for is not None:
            told |= Q(representative=user.acting_for.participant_id)
        named = Case(When(told, then="representative_name"), default=Value("")) if told else F("representative_name")
        return super().rows(user).annotate(told_representative=named)

    def owner(self, row: Acknowledgment) -> Acknowledgment:
        return row

    sign = verb("sign", signing.acknowledge, Nothing, AcknowledgmentSerializer, asks=permissions.can_acknowledge)
    refuse = verb(
        "refuse", signing.refuse_acknowledgment, Reason, AcknowledgmentSerializer, asks=permissions.can_acknowledge
    )


class BankAccountViewSet(OfParticipant):
    """Bank accounts by their last four digits; they change by a change only."""

    members_only = True
    model = BankAccount
    serializer_class = BankAccountSerializer
    filterset_class = OfParticipantFilters
    subject = "bank_account"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).filter(starts_on__isnull=False).annotate(participant_ref=F("participant__ref"))
