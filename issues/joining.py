"""What of issues moves along when two companies are joined: all of it."""

from typing import Final

from django.db.models import QuerySet

from issues.models import (
    AdrCase,
    AdrStep,
    AnswerReview,
    Comment,
    CommentFile,
    DeskCall,
    Dispatch,
    Dispute,
    DisputeDay,
    DisputeFile,
    DisputeStep,
    DisputeWindow,
    Draft,
    Escalation,
    ExternalReference,
    Guidance,
    HeldAnswer,
    HeldFile,
    ImprovementIssue,
    IncomingMail,
    Issue,
    IssueLink,
    IssueStep,
    IssueTag,
    IssueTarget,
    MarkeTrakImport,
    MarkeTrakItem,
    Merge,
    MyDraft,
    Note,
    NoteFile,
    PolicyVersion,
    ProtectedEntry,
    Referral,
    ReferralFile,
    ReferralMessage,
    ReferralStep,
    ReleaseOverride,
    Survey,
    SystemicDelivery,
    SystemicMember,
    Verification,
    Watcher,
)
from participants.actions import joining_rows
from participants.actions.joining_rows import Move, Moving


def drafts(moving: Moving) -> QuerySet:
    """All but those of a new issue, of which a person has one for each company."""
    return Draft.objects.filter(participant=moving.absorbed, issue__isnull=False)


def my_drafts(moving: Moving) -> QuerySet:
    return MyDraft.objects.filter(participant=moving.absorbed, issue__isnull=False)


MOVES: Final = (
    Move("issues", Issue, "participant"),
    Move("steps of issues", IssueStep, "participant"),
    Move("comments on issues", Comment, "participant"),
    Move("attachments of issues", CommentFile, "participant"),
    Move("notes on issues", Note, "participant"),
    Move("internal attachments of issues", NoteFile, "participant"),
    Move("protected entries of issues", ProtectedEntry, "participant"),
    Move("watchers of issues", Watcher, "participant"),
    Move("numbers of issues in other systems", ExternalReference, "participant"),
    Move("verifications of issues", Verification, "participant"),
    Move("answers on their way", Dispatch, "participant"),
    Move("answers to release", HeldAnswer, "participant"),
    Move("files of answers to release", HeldFile, "participant"),
    Move("answers let go", ReleaseOverride, "participant"),
    Move("tags of issues", IssueTag, "participant"),
    Move("links between issues", IssueLink, "participant"),
    Move("mergings of issues", Merge, "participant"),
    Move("drafts about issues", Draft, "participant", drafts),
    Move("participants' drafts", MyDraft, "participant", my_drafts),
    Move("surveys", Survey, "participant"),
    Move("targets of issues", IssueTarget, "participant"),
    Move("service policies", PolicyVersion, "participant"),
    Move("dispute windows", DisputeWindow, "participant"),
    Move("disputes", Dispute, "participant"),
    Move("days of disputes", DisputeDay, "participant"),
    Move("steps of disputes", DisputeStep, "participant"),
    Move("files of disputes", DisputeFile, "participant"),
    Move("ADR proceedings", AdrCase, "participant"),
    Move("steps of ADR proceedings", AdrStep, "participant"),
    Move("MarkeTrak reports", MarkeTrakImport, "participant"),
    Move("MarkeTrak issues", MarkeTrakItem, "participant"),
    Move("questions to departments", Referral, "participant"),
    Move("steps of questions", ReferralStep, "participant"),
    Move("messages on questions", ReferralMessage, "participant"),
    Move("attachments of questions", ReferralFile, "participant"),
    Move("calls to a desk", DeskCall, "participant"),
    Move("escalations of issues", Escalation, "participant"),
    Move("issues of systemic issues", SystemicMember, "participant"),
    Move("updates of systemic issues", SystemicDelivery, "participant"),
    Move("guidance on sections", Guidance, "participant"),
    Move("issues of improvement items", ImprovementIssue, "participant"),
    Move("reviews of answers", AnswerReview, "participant"),
    Move("mails that came in", IncomingMail, "participant"),
)


def register() -> None:
    joining_rows.register(*MOVES)
