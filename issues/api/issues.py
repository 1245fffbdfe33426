"""/api/v1/issues/: raised by participants, brought to an end by the staff; each move has its own verb."""

from typing import Any, Final

from django.db.models import F, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, status
from rest_framework.response import Response

from issues import permissions, protected_reading
from issues.actions import changing, conversation, moves, opening
from issues.api import issue_inputs as inputs
from issues.api.held_answers import HeldAnswerViewSet
from issues.api.issue_filters import IssueFilters
from issues.api.protection import FieldProtectionSerializer, NotesOpenings, told
from issues.api.talk import IssueCommentSerializer, IssueCommentViewSet, IssueNoteSerializer, IssueNoteViewSet
from issues.choices import Channel
from issues.issue_reading import numbers
from issues.models import Comment, HeldAnswer, Issue
from participants.api.shared import OptionalReason, Reason
from participants.models import Registration, Resource
from portal.lifecycle.refusals import Allowed, Answer
from portal.rest.serializers import RowSerializer, seen, shown
from portal.rest.views import ScopedViewSet, changes, creates, verb


class IssueNumberSerializer(serializers.Serializer):
    kind = serializers.CharField()
    number = serializers.CharField()


class IssueSerializer(RowSerializer):
    participant = shown("participant.ref")
    participant_name = shown("participant.name")
    registration = shown("registration_ref", nullable=True)
    category = shown("category.code")
    turn = shown(note="Who must act next.")
    owner = shown("owner_ref", nullable=True)
    owner_name = shown("owned_by_name", nullable=True)
    contact = shown("contact_ref", nullable=True)
    resource = shown("resource_ref", nullable=True)
    follows = shown("follows_ref", nullable=True, note="A closed one that this one continues.")
    merged_into = shown("merged_into_ref", nullable=True)
    numbers = serializers.SerializerMethodField()
    protected_fields = serializers.SerializerMethodField()

    class Meta:
        model = Issue
        staff_only = ("owner", "owner_name", "cause")
        fields = (
            "ref",
            "participant",
            "participant_name",
            "registration",
            "title",
            "area",
            "category",
            "subcategory",
            "severity",
            "impact",
            "urgency",
            "state",
            "turn",
            "channel",
            "owner",
            "owner_name",
            "contact",
            "operating_day",
            "settlement_run",
            "statement_id",
            "interval",
            "resource",
            "esi_id",
            "numbers",
            "protected_fields",
            "follows",
            "merged_into",
            "opened_at",
            "first_answered_at",
            "last_spoken_at",
            "awaiting_since",
            "resolution",
            "cause",
            "resolved_at",
            "confirmed_at",
            "ended_at",
            "reopened",
        )

    @extend_schema_field(IssueNumberSerializer(many=True))
    def get_numbers(self, row: Any) -> list[dict[str, str]]:
        return row.numbers

    @extend_schema_field(FieldProtectionSerializer(many=True))
    def get_protected_fields(self, row: Any) -> list[dict[str, Any]]:
        found = protected_reading.badges(row.protected)
        return [{"field": one.field, **told(one)} for one in found if getattr(row, one.field)]


def asking(user: Any) -> Answer:
    """Participants ask for themselves; for whom the staff may take something down is asked with the participant."""
    if user.is_staff:
        return permissions.can_write_issues(user)
    return permissions.NO_SUCH_ISSUE if user.acting_for is None else Allowed()


def working(user: Any, issue: Issue) -> Answer:
    return permissions.can_work_on_issue(user, issue)


def noting(user: Any, issue: Issue) -> Answer:
    return permissions.can_write_issues(user)


def speaking(user: Any, issue: Issue) -> Answer:
    """Both sides speak, say that it is not solved, or that no answer is needed any more."""
    return working(user, issue) if user.is_staff else permissions.can_reply(user, issue)


def speak(*, issue: Issue, by: Any, wait: bool = False, **given: Any) -> Comment | HeldAnswer:
    """The staff answer the participant, a participant's user replies; `wait`: it is the participant's turn then.

    Status 202 with the held answer, where the mentor releases it first.
    """
    if by.is_staff:
        return conversation.answer_issue(issue=issue, by=by, wait=wait, **given)
    return conversation.reply_to_issue(issue=issue, by=by, channel=Channel.API, **given)


SAID: Final = {"serializer": IssueCommentSerializer, "makes": IssueCommentViewSet}


class IssueViewSet(NotesOpenings, ScopedViewSet):
    """Day-to-day operating questions of participants, from the question to the end of it."""

    model = Issue
    serializer_class = IssueSerializer
    filterset_class = IssueFilters
    orders = {
        "opened_at": ("opened_at", "id"),
        "last_spoken_at": ("last_spoken_at", "id"),
        "severity": ("severity", "opened_at", "id"),
    }
    search_fields = ("title", "ref", "statement_id", "esi_id")
    subject = "issue"
    whole_lists = False

    def rows(self, user: Any) -> QuerySet:
        rows = (
            super()
            .rows(user)
            .select_related("participant", "category")
            .annotate(numbers=numbers(), protected=protected_reading.of_fields())
        )
        if self.action == "retrieve":
            rows = rows.annotate(resolution_protected=protected_reading.of_resolution())
        rows = rows.annotate(
            registration_ref=seen(user, Registration, "registration"),
            resource_ref=seen(user, Resource, "resource"),
            follows_ref=seen(user, Issue, "follows"),
            merged_into_ref=seen(user, Issue, "merged_into"),
            contact_ref=F("contact__ref"),
        )
        return rows.annotate(owner_ref=F("owner__ref"), owned_by_name=F("owner__name")) if user.is_staff else rows

    def owner(self, row: Issue) -> Issue:
        """The permissions ask about the issue itself."""
        return row

    def answer_as(self, other: Any, row: Any, code: int) -> Response:
        """What the mentor releases first was accepted and not said."""
        if isinstance(row, HeldAnswer):
            return super().answer_as(HeldAnswerViewSet, row, status.HTTP_202_ACCEPTED)
        return super().answer_as(other, row, code)

    def answer_new(self, row: Issue) -> Response:
        """Whoever opened an issue sees it, and it names only what that person named: nothing is read again."""
        row.numbers, row.merged_into_ref = [], None
        row.protected = protected_reading.fresh(row)
        for name in ("registration", "resource", "follows", "contact"):
            setattr(row, f"{name}_ref", getattr(getattr(row, name), "ref", None))
        if self.request.user.is_staff:
            row.owner_ref, row.owned_by_name = getattr(row.owner, "ref", None), getattr(row.owner, "name", None)
        return Response(self.get_serializer(row).data, status=status.HTTP_201_CREATED)

    create = creates(opening.open_issue, inputs.OpenIssue, IssueSerializer, asks=asking)
    partial_update = changes(changing.change_issue, inputs.ChangeIssue, IssueSerializer, asks=working)
    take_up = verb("take-up", moves.take_up, inputs.NoInput, IssueSerializer, asks=working)
    hand_over = verb("hand-over", changing.hand_over_issue, inputs.HandOverIssue, IssueSerializer, asks=working)
    resolve = verb("resolve", moves.resolve_issue, inputs.ResolveIssue, IssueSerializer, asks=working)
    close = verb("close", moves.close_issue, OptionalReason, IssueSerializer, asks=working)
    confirm = verb("confirm", moves.confirm_issue, inputs.NoInput, IssueSerializer, asks=permissions.can_reply)
    reopen = verb("reopen", moves.reopen_issue, Reason, IssueSerializer, asks=speaking)
    withdraw = verb("withdraw", moves.withdraw_issue, Reason, IssueSerializer, asks=speaking)
    write_down = verb("write-down", conversation.write_down, inputs.WriteDown, asks=working, **SAID)
    comments = verb("comments", speak, inputs.SpeakInIssue, asks=speaking, **SAID)
    notes = verb(
        "notes", conversation.note_issue, inputs.NoteIssue, IssueNoteSerializer, asks=noting, makes=IssueNoteViewSet
    )
