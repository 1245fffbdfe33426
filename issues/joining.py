"""What of issues moves along when two companies are joined: all of it."""

from typing import Final

from django.db.models import QuerySet

from issues.models import (
    Comment,
    CommentFile,
    Dispatch,
    Draft,
    ExternalReference,
    IncomingMail,
    Issue,
    IssueLink,
    IssueStep,
    IssueTag,
    IssueTarget,
    Merge,
    MyDraft,
    Note,
    NoteFile,
    PolicyVersion,
    ReleaseOverride,
    Survey,
    Verification,
    Watcher,
)
from participants.actions import joining_rows
from participants.actions.joining_rows import Move, Moving


def drafts(moving: Moving) -> QuerySet:
    """All but those of a new issue, of which a person has one for each company."""
    return MyDraft.objects.filter(participant=moving.absorbed, issue__isnull=False)


MOVES: Final = (
    Move("issues", Issue, "participant"),
    Move("steps of issues", IssueStep, "participant"),
    Move("comments on issues", Comment, "participant"),
    Move("attachments of issues", CommentFile, "participant"),
    Move("notes on issues", Note, "participant"),
    Move("internal attachments of issues", NoteFile, "participant"),
    Move("watchers of issues", Watcher, "participant"),
    Move("numbers of issues in other systems", ExternalReference, "participant"),
    Move("verifications of issues", Verification, "participant"),
    Move("answers on their way", Dispatch, "participant"),
    Move("answers let go", ReleaseOverride, "participant"),
    Move("tags of issues", IssueTag, "participant"),
    Move("links between issues", IssueLink, "participant"),
    Move("mergings of issues", Merge, "participant"),
    Move("drafts about issues", Draft, "participant"),
    Move("participants' drafts", MyDraft, "participant", drafts),
    Move("surveys", Survey, "participant"),
    Move("targets of issues", IssueTarget, "participant"),
    Move("service policies", PolicyVersion, "participant"),
    Move("mails that came in", IncomingMail, "participant"),
)


def register() -> None:
    joining_rows.register(*MOVES)
