"""/api/v1/obligations/ and /api/v1/campaigns/: what is owed, and how far all of it is; campaigns are the staff's."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants import permissions
from participants.actions import obligations as actions
from participants.api.shared import OfParticipant, OfParticipantFilters, Reason
from participants.choices import ObligationState
from participants.models import (
    Campaign,
    ExtensionRequest,
    Obligation,
    ObligationEvidence,
    ObligationNote,
    ObligationRound,
    ObligationType,
)
from participants.reports import Figures, campaign_by_manager, campaign_figures
from portal.documents.fields import FileField
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb
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


class Nothing(Input):
    pass


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


class FiguresSerializer(serializers.Serializer):
    """How many obligations are in which state; `late` ones are among the owed."""

    total = serializers.IntegerField()
    owed = serializers.IntegerField()
    late = serializers.IntegerField()
    returned = serializers.IntegerField()
    submitted = serializers.IntegerField()
    accepted = serializers.IntegerField()
    excused = serializers.IntegerField()
    canceled = serializers.IntegerField()
    percent_filed = serializers.IntegerField()


class ManagerFiguresSerializer(serializers.Serializer):
    """The part of one account manager; without a reference: of nobody."""

    ref = serializers.CharField(help_text="Reference of the person.")
    name = serializers.CharField()
    figures = FiguresSerializer()


class CampaignSerializer(RowSerializer):
    type = shown("type.code")
    type_name = shown("type.name")
    figures = serializers.SerializerMethodField()

    class Meta:
        model = Campaign
        fields = ("ref", "type", "type_name", "period", "opens_on", "due_on", "figures", "created_at")

    @extend_schema_field(FiguresSerializer)
    def get_figures(self, row: Campaign) -> dict[str, int]:
        """Counted for the whole page at once where a list is shown."""
        known = self.context.get("figures")
        if known is None:
            known = campaign_figures([row], self.context["request"].user, market_day(timezone.now()))
        return FiguresSerializer(known.get(row.pk, Figures())).data


class CampaignDetailSerializer(CampaignSerializer):
    by_manager = serializers.SerializerMethodField()

    class Meta(CampaignSerializer.Meta):
        fields = (*CampaignSerializer.Meta.fields, "by_manager")

    @extend_schema_field(ManagerFiguresSerializer(many=True))
    def get_by_manager(self, row: Campaign) -> list[dict[str, Any]]:
        found = campaign_by_manager(row, self.context["request"].user, market_day(timezone.now()))
        return ManagerFiguresSerializer(found, many=True).data


def types(user: Any) -> QuerySet:
    return ObligationType.objects.all()


class StartCampaign(Input):
    type = RefField(types, name="code", help_text="Code of the obligation type.")


class CampaignFilters(Filters):
    type = django_filters.CharFilter(field_name="type__code", help_text="Code of the obligation type.")
    period = django_filters.CharFilter()


class CampaignViewSet(ScopedViewSet):
    """All obligations of one type and period together, with how far they are."""

    model = Campaign
    serializer_class = CampaignSerializer
    filterset_class = CampaignFilters
    orders = {"due_on": ("-due_on", "-id"), "created_at": ("id",)}
    search_fields = ("type__name", "period")

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("type")

    def get_serializer_class(self) -> Any:
        return CampaignDetailSerializer if self.action == "retrieve" else CampaignSerializer

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if not kwargs.get("many"):
            return super().get_serializer(*args, **kwargs)
        context = self.get_serializer_context()
        context["figures"] = campaign_figures(args[0], self.request.user, market_day(timezone.now()))
        return self.get_serializer_class()(*args, context=context, **kwargs)

    create = creates(actions.start_campaign, StartCampaign, CampaignSerializer, asks=permissions.can_start_campaigns)
