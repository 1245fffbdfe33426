"""/api/v1/issue-comments/, issue-files/ and issue-notes/: what was said about issues, and what the staff noted."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from accounts.models import User
from issues import permissions, protected_reading
from issues.actions.dispatching import LEFT, take_back_answer
from issues.api.issue_inputs import NoInput
from issues.api.protection import EntryProtectionSerializer, NotesOpenings, told
from issues.choices import NoteKind, Side
from issues.issue_reading import files_of
from issues.models import Comment, CommentFile, Dispatch, Note, NoteFile
from participants.api.shared import OfParticipantFilters
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer, Refused
from portal.rest.serializers import RowSerializer, shown
from portal.rest.views import ScopedViewSet, verb


class AttachedSerializer(serializers.Serializer):
    ref = serializers.CharField(help_text="Of the stored file.")
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")


class TalkSerializer(RowSerializer):
    issue = shown("issue_ref")
    participant = shown("participant_ref")
    files = serializers.SerializerMethodField()
    protection = serializers.SerializerMethodField()

    @extend_schema_field(EntryProtectionSerializer(allow_null=True))
    def get_protection(self, row: Any) -> dict[str, Any] | None:
        """As Protected Information; null where it is nothing special."""
        one = protected_reading.badge(row.protected)
        return told(one) if one is not None else None

    @extend_schema_field(AttachedSerializer(many=True))
    def get_files(self, row: Any) -> list[dict[str, Any]]:
        return row.attached


class IssueCommentSerializer(TalkSerializer):
    class Meta:
        model = Comment
        fields = (
            "ref",
            "issue",
            "participant",
            "side",
            "author_name",
            "channel",
            "text",
            "html",
            "automatic",
            "at",
            "files",
            "protection",
        )


class IssueNoteSerializer(TalkSerializer):
    author_name = shown("noted_by", nullable=True)

    class Meta:
        model = Note
        fields = ("ref", "issue", "participant", "kind", "author_name", "text", "html", "at", "files", "protection")


class TalkFilters(OfParticipantFilters):
    issue = django_filters.CharFilter(field_name="issue__ref", help_text="Reference of the issue.")
    since = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte")


class IssueCommentFilters(TalkFilters):
    side = django_filters.ChoiceFilter(choices=Side.choices)


class IssueNoteFilters(TalkFilters):
    kind = django_filters.ChoiceFilter(choices=NoteKind.choices)


class IssueTalk(NotesOpenings, ScopedViewSet):
    orders = {"at": ("at", "id")}
    search_fields = ("text",)

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).annotate(issue_ref=F("issue__ref"), participant_ref=F("participant__ref"))


class IssueNoteViewSet(IssueTalk):
    """The staff's notes; participants find none. Write one by `notes` of an issue."""

    model = Note
    serializer_class = IssueNoteSerializer
    filterset_class = IssueNoteFilters
    subject = "note"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                attached=files_of(NoteFile, "note"), protected=protected_reading.of("note"), noted_by=F("author__name")
            )
        )


def taking_back(user: Any, comment: Comment) -> Answer:
    """The staff alone have those seconds, and each of them only for the own words."""
    writes = permissions.can_write_issues(user)
    return writes if not writes or comment.author_id == user.pk else permissions.NOT_YOUR_ANSWER


def take_back(*, comment: Comment, by: User, now: datetime) -> Note:
    """The answer was never given, as long as it has not left: its words stay with the staff as a note."""
    answer = Dispatch.objects.visible_to(by).filter(comment=comment).select_related("issue").first()
    if answer is None:
        raise Refused(LEFT)
    return take_back_answer(issue=answer.issue, answer=answer, by=by, now=now)


class IssueCommentViewSet(IssueTalk):
    """What both sides said to each other. Speak by `comments` of an issue."""

    model = Comment
    serializer_class = IssueCommentSerializer
    filterset_class = IssueCommentFilters
    subject = "comment"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(attached=files_of(CommentFile, "comment"), protected=protected_reading.of("comment"))
        )

    def owner(self, row: Comment) -> Comment:
        """The permission asks about the comment itself."""
        return row

    take_back = verb("take-back", take_back, NoInput, IssueNoteSerializer, asks=taking_back, makes=IssueNoteViewSet)


class IssueFileSerializer(RowSerializer):
    issue = shown("issue_ref")
    comment = shown("comment_ref")
    participant = shown("participant_ref")
    document = shown("document.ref")
    name = shown("document.name")
    content_type = shown("document.content_type")
    size = serializers.IntegerField(source="document.size", read_only=True, help_text="Bytes.")
    sha256 = shown("document.sha256")
    uploaded_at = serializers.DateTimeField(source="document.uploaded_at", read_only=True)

    class Meta:
        model = CommentFile
        fields = (
            "ref",
            "issue",
            "comment",
            "participant",
            "document",
            "name",
            "content_type",
            "size",
            "sha256",
            "uploaded_at",
        )


class IssueFileFilters(OfParticipantFilters):
    issue = django_filters.CharFilter(field_name="comment__issue__ref", help_text="Reference of the issue.")


class IssueFileViewSet(ScopedViewSet):
    """Attachments of comments; they never change."""

    model = CommentFile
    serializer_class = IssueFileSerializer
    filterset_class = IssueFileFilters
    orders = {"created_at": ("id",)}
    search_fields = ("document__name",)
    subject = "file"

    def rows(self, user: Any) -> QuerySet:
        rows = super().rows(user).select_related("document")
        return rows.annotate(
            participant_ref=F("participant__ref"), comment_ref=F("comment__ref"), issue_ref=F("comment__issue__ref")
        )

    @extend_schema(
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
        description="The file itself, under its stored name and type.",
    )
    @action(detail=True, methods=["get"])
    def content(self, request: Request, **kwargs: str) -> HttpResponse:
        return respond(self.get_object().document, to=request.user)
