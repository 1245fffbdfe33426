"""/api/v1/checklist-items/: one requirement of one registration, its evidence, and how it was judged."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants import permissions
from participants.actions import checklist_items as actions
from participants.actions import reviews
from participants.api.item_evidence import ItemEvidenceSerializer
from participants.api.requirements import Texts
from participants.api.shared import OfParticipant, OfParticipantFilters, Reason
from participants.api.waivers import WaiverSerializer, waivers_shown
from participants.choices import AskKind, ItemState
from participants.models import ChecklistItem, ItemEvidence, ItemRound, ReviewNote, Waiver
from participants.rules.checklist_moves import OPEN, SETTLED
from portal.documents.fields import FileField
from portal.rest.filters import YesNo
from portal.rest.serializers import DayField, Input, RowSerializer, seen, shown
from portal.rest.views import verb
from portal.scoping.today import market_day

LONGEST = 4000


class AskRow(serializers.Serializer):
    """A structured field that the evidence fills in."""

    name = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.ChoiceField(choices=AskKind.choices, required=False)
    required = serializers.BooleanField(required=False)
    sets = serializers.CharField(required=False, help_text="What an accepted value becomes on the registration.")


@extend_schema_field(AskRow(many=True))
class Asks(serializers.ReadOnlyField):
    """The fields asked for, as stored."""


@extend_schema_field(serializers.DictField(child=serializers.CharField()))
class Values(serializers.ReadOnlyField):
    """Fields by name."""


class ItemRoundSerializer(RowSerializer):
    values = Values()
    submitted_by = shown("sender", nullable=True, note="Null where the person is out of your sight.")
    evidence = ItemEvidenceSerializer(many=True, read_only=True)
    reviewed_by = shown("judge", nullable=True)

    class Meta:
        model = ItemRound
        fields = (
            "ref",
            "number",
            "submitted_at",
            "submitted_by",
            "by_operator",
            "remark",
            "values",
            "evidence",
            "outcome",
            "department",
            "reviewed_at",
            "comment",
            "reviewed_by",
        )
        staff_only = ("reviewed_by",)


class ReviewNoteSerializer(RowSerializer):
    written_by = shown("author")

    class Meta:
        model = ReviewNote
        fields = ("ref", "text", "written_by", "written_at")


class ChecklistItemSerializer(RowSerializer):
    participant = shown("participant_ref")
    checklist = shown("checklist_ref")
    registration = shown("registration_ref")
    title = shown("requirement.title")
    waits_for = Texts()
    reviewers = Texts(source="requirement.reviewers", help_text="Codes of departments.")
    values = Values()
    reused_from = shown("seen_source", nullable=True, note="The item it was taken over from.")

    class Meta:
        model = ChecklistItem
        fields = (
            "ref",
            "participant",
            "checklist",
            "registration",
            "code",
            "title",
            "state",
            "mandatory",
            "round",
            "reason",
            "waits_for",
            "reviewers",
            "due_on",
            "values",
            "submitted_at",
            "settled_at",
            "evidence_expires_on",
            "reused_from",
        )


class ShownItemSerializer(ChecklistItemSerializer):
    evidence_wanted = shown("requirement.evidence")
    form_codes = Texts(source="requirement.form_codes")
    sections = Texts(source="requirement.sections")
    asks = Asks(source="requirement.asks")
    verified = serializers.BooleanField(
        source="requirement.verified", read_only=True, help_text="All of the requirement was read in its source."
    )
    rounds = ItemRoundSerializer(many=True, read_only=True)
    notes = ReviewNoteSerializer(many=True, read_only=True)
    waivers = WaiverSerializer(many=True, read_only=True)

    class Meta(ChecklistItemSerializer.Meta):
        fields = (
            *ChecklistItemSerializer.Meta.fields,
            "evidence_wanted",
            "form_codes",
            "sections",
            "asks",
            "verified",
            "rounds",
            "notes",
            "waivers",
        )
        staff_only = ("notes", "waivers")


class AskForItem(Input):
    note = serializers.CharField(
        max_length=1000, required=False, allow_blank=True, help_text="The participant reads it."
    )


class SubmitItem(Input):
    files = serializers.ListField(
        source="documents", child=FileField(), required=False, max_length=actions.MOST_FILES, help_text="New ones."
    )
    values = serializers.DictField(
        child=serializers.CharField(max_length=300, allow_blank=True), required=False, help_text="Fields by name."
    )
    remark = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class TakeItem(Input):
    pass


class ReturnItem(Input):
    comment = serializers.CharField(max_length=LONGEST, help_text="The participant reads it.")


class AcceptItem(Input):
    comment = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    expires_on = DayField(required=False, allow_null=True, help_text="The last day on which the evidence counts.")


class NoteItem(Input):
    text = serializers.CharField(max_length=LONGEST)


def note_item(*, item: ChecklistItem, **given: Any) -> ChecklistItem:
    """A note for the staff; the participant never reads it."""
    reviews.note_item(item=item, **given)
    return item


class ChecklistItemFilters(OfParticipantFilters):
    checklist = django_filters.CharFilter(field_name="checklist__ref", help_text="Reference of the checklist.")
    registration = django_filters.CharFilter(
        field_name="checklist__registration__ref", help_text="Reference of the registration."
    )
    code = django_filters.CharFilter(help_text="Code of the requirement.")
    state = django_filters.ChoiceFilter(choices=ItemState.choices)
    department = django_filters.CharFilter(method="reviewed_by", help_text="Code of the reviewing department.")
    open = YesNo("is_open", help_text="False: accepted, waived or not applicable.")
    late = YesNo("is_late", help_text="Open, and its last day has passed.")
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_until = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")

    def reviewed_by(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return rows.of_department(code)

    def is_open(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(state__in=OPEN if wanted else SETTLED)

    def is_late(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        late = {"state__in": OPEN, "due_on__lt": market_day(timezone.now())}
        return rows.filter(**late) if wanted else rows.exclude(**late)


class ChecklistItemViewSet(OfParticipant):
    """Items of checklists: evidence is sent, taken up, returned or accepted; each round stays readable."""

    model = ChecklistItem
    filterset_class = ChecklistItemFilters
    orders = {"created_at": ("id",), "code": ("code", "id")}
    search_fields = ("code", "requirement__title")
    subject = "item"

    def get_serializer_class(self) -> type[ChecklistItemSerializer]:
        return ChecklistItemSerializer if self.action == "list" else ShownItemSerializer

    def rows(self, user: Any) -> QuerySet:
        rows = (
            super()
            .rows(user)
            .select_related("requirement", "participant", "checklist")
            .annotate(
                participant_ref=F("participant__ref"),
                checklist_ref=F("checklist__ref"),
                registration_ref=F("checklist__registration__ref"),
                seen_source=seen(user, ChecklistItem, "reused_from"),
            )
        )
        return rows if self.action == "list" else rows.prefetch_related(*_parts(user))

    def owner(self, row: ChecklistItem) -> ChecklistItem:
        """The permissions ask about the item: its departments and its registration."""
        return row

    told = ShownItemSerializer
    ask = verb("ask", actions.ask_for_item, AskForItem, told, asks=permissions.can_ask_participant)
    submit = verb("submit", actions.submit_item, SubmitItem, told, asks=permissions.can_submit)
    take_back = verb("take-back", actions.take_back_item, TakeItem, told, asks=permissions.can_submit)
    take_up = verb("take-up", reviews.take_up_item, TakeItem, told, asks=permissions.can_review)
    send_back = verb("send-back", reviews.return_item, ReturnItem, told, asks=permissions.can_review)
    accept = verb("accept", reviews.accept_item, AcceptItem, told, asks=permissions.can_review)
    reopen = verb("reopen", reviews.reopen_item, Reason, told, asks=permissions.can_review)
    exclude = verb("exclude", actions.exclude_item, Reason, told, asks=permissions.can_ask_participant)
    note = verb("note", note_item, NoteItem, told, asks=permissions.can_note)


def _parts(user: Any) -> list[Prefetch]:
    """Rounds with their files; for the staff notes and waivers as well, which the wall keeps from everybody else."""
    files = ItemEvidence.objects.visible_to(user).select_related("document").order_by("id")
    rounds = ItemRound.objects.visible_to(user).annotate(sender=F("submitted_by__name"), judge=F("reviewed_by__name"))
    parts = [Prefetch("rounds", rounds.order_by("number").prefetch_related(Prefetch("evidence", files)))]
    if user.is_staff:
        notes = ReviewNote.objects.visible_to(user).annotate(author=F("written_by__name"))
        parts += [Prefetch("notes", notes), Prefetch("waivers", waivers_shown(Waiver.objects.visible_to(user)))]
    return parts
