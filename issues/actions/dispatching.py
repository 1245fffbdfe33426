"""Answers leave after some seconds, in which whoever wrote one may take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.dateparse import parse_datetime

from accounts.models import User
from issues import news
from issues.actions.rows import lock_issue
from issues.choices import NoteKind
from issues.models import Comment, Dispatch, Issue, IssueStep, Note, NoteFile
from issues.permissions import NO_SUCH_ISSUE, NOT_YOUR_ANSWER
from issues.reactions import What, happened
from portal.audit import trail
from portal.documents.models import Document
from portal.lifecycle.refusals import Refused
from portal.outbox.actions.undo import take_back_news

LEFT: Final = "This answer has left already. Write another one that corrects it."
GONE_ON: Final = "Something else happened to this issue since. Write another answer that corrects this one."
TAKEN_BACK: Final = "This answer was taken back already."
# What an answer changes of an issue, and what is as before once it is taken back.
MOMENTS: Final = ("awaiting_since", "last_spoken_at", "first_answered_at", "resolved_at", "confirmed_at", "ended_at")
OTHERS: Final = ("state", "resolution", "cause", "resolved_by_id")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an issue stood before an answer."""

    values: dict[str, Any]
    last_step: int


def standing(issue: Issue) -> Standing:
    """Remember it before the answer is written; call it while holding the issue's lock."""
    values = {name: getattr(issue, name) for name in OTHERS}
    for name in MOMENTS:
        value = getattr(issue, name)
        values[name] = value.isoformat() if value is not None else None
    return Standing(values, _last_step(issue))


def dispatch(issue: Issue, comment: Comment, before: Standing, *, whats: list[What], by: User, now: datetime) -> None:
    """The answer is on its way; call it last in the action that wrote it."""
    Dispatch(
        issue=issue,
        participant_id=issue.participant_id,
        comment=comment,
        by=by,
        leaves_at=now + news.undo_time(),
        before=before.values,
        steps_before=before.last_step,
        last_step=_last_step(issue),
        happened=[str(what) for what in whats],
    ).save(force_insert=True)


@transaction.atomic
def take_back_answer(*, issue: Issue, answer: Dispatch, by: User, now: datetime) -> Note:
    """The answer was never given: its words stay with the staff as a note, and the issue stands as before it.

    Refused once it left, and once something else happened to the issue since. Returns the note.
    """
    issue = lock_issue(issue)
    answer = Dispatch.objects.lock(answer.pk)
    if answer.issue_id != issue.pk:
        NO_SUCH_ISSUE.enforce()
    if answer.by_id != by.pk:
        NOT_YOUR_ANSWER.enforce()
    if answer.taken_back_at is not None:
        raise Refused(TAKEN_BACK)
    if now >= answer.leaves_at:
        raise Refused(LEFT)
    comment = answer.comment
    if _gone_on(issue, answer, comment):
        raise Refused(GONE_ON)
    take_back_news(about_ref=issue.ref, dedupe=news.dedupe_of_answer(comment))
    note = _kept_as_note(comment, by, now)
    IssueStep.objects.filter(issue=issue, pk__gt=answer.steps_before).delete()
    issue.apply(**_restored(answer.before))
    undone = [What(what) for what in answer.happened]
    answer.apply(comment=None, note=note, taken_back_at=now)
    happened(What.TAKEN_BACK, issue, by=by, now=now, comment=comment, note=note, undone=undone)
    _remove(comment)
    trail.record("issues.issue.taken_back", of=issue, by=by, at=now)
    return note


def _gone_on(issue: Issue, answer: Dispatch, comment: Comment) -> bool:
    steps = IssueStep.objects.filter(issue=issue, pk__gt=answer.last_step)
    return steps.exists() or Comment.objects.filter(issue=issue, pk__gt=comment.pk).exists()


def _last_step(issue: Issue) -> int:
    return IssueStep.objects.filter(issue=issue).order_by("-pk").values_list("pk", flat=True).first() or 0


def _restored(before: dict[str, Any]) -> dict[str, Any]:
    moments = {name: parse_datetime(before[name]) if before[name] else None for name in MOMENTS}
    return {name: before[name] for name in OTHERS} | moments


def _kept_as_note(comment: Comment, by: User, now: datetime) -> Note:
    """The same words among the staff, with the files, which participants no longer reach."""
    note = Note(
        issue_id=comment.issue_id,
        participant_id=comment.participant_id,
        kind=NoteKind.NOTE,
        author=by,
        text=comment.text,
        html=comment.html,
        at=now,
    )
    note.save(force_insert=True)
    files = list(comment.files.all())
    Document.objects.filter(pk__in=[file.document_id for file in files]).update(inner=True)
    NoteFile.objects.bulk_create(
        [NoteFile(note=note, participant_id=note.participant_id, document_id=file.document_id) for file in files]
    )
    return note


def _remove(comment: Comment) -> None:
    comment.files.all().delete()
    try:
        comment.delete()
    except ProtectedError as error:
        raise Refused(GONE_ON) from error
