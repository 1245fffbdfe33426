"""What of issues moves along when two companies are joined: all of it."""

from typing import Final

from issues.models import (
    Comment,
    CommentFile,
    Dispatch,
    ExternalReference,
    Issue,
    IssueStep,
    Note,
    NoteFile,
    ReleaseOverride,
    Verification,
    Watcher,
)
from participants.actions import joining_rows
from participants.actions.joining_rows import Move

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
)


def register() -> None:
    joining_rows.register(*MOVES)
