"""Answers leave after some seconds, in which whoever wrote one may take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import User
from issues import news
from issues.actions.protecting import carry_over
from issues.actions.rows import lock_issue
from issues.actions.speaking import not_in_touch
from issues.choices import NoteKind
from issues.models import Comment, Dispatch, Issue, IssueStep, Note, NoteFile
from issues.permissions import NO_SUCH_ISSUE, NOT_YOUR_ANSWER
from issues.reactions import What, happened
from issues.rules.held import before_the_answer, kept
from portal.audit import trail
from portal.documents.models import Document
from portal.lifecycle.refusals import Refused
from portal.outbox.actions.undo import take_back_news

LEFT: Final = "This answer has left already. Write another one that corrects it."
GONE_ON: Final = "Something else happened to this issue since. Write another answer that corrects this one."
TAKEN_BACK: Final = "This answer was taken back already."
JUST_NOW: Final = "We are just writing to you in this issue. Send this again in some seconds."


@dataclass(frozen=True, slots=True)
class Standing:
    """How an issue stood before an answer."""

    values: dict[str, Any]
    last_step: int


def standing(issue: Issue) -> Standing:
    """Remember it before the answer is written; call it while holding the issue's lock."""
    return Standing(kept(issue), _last_step(issue))


def dispatch(issue: Issue, comment: Comment, before: Standing, *, whats: list[What], by: User, now: datetime) -> None:
    """The answer is on its way, and until it left nothing of it is the participant's; call it last in the action."""
    leaves_at = now + news.undo_time()
    Comment.objects.filter(pk=comment.pk).update(seen_from=leaves_at)
    IssueStep.objects.filter(issue=issue, pk__gt=before.last_step).update(seen_from=leaves_at)
    held = issue.held if waits(issue, now) else before.values
    issue.apply(held=held, held_until=leaves_at)
    Dispatch(
        issue=issue,
        participant_id=issue.participant_id,
        comment=comment,
        by=by,
        leaves_at=leaves_at,
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
    issue.apply(**before_the_answer(answer.before), **_still_held(issue, answer, now))
    undone = [What(what) for what in answer.happened]
    answer.apply(comment=None, note=note, taken_back_at=now)
    happened(What.TAKEN_BACK, issue, by=by, now=now, comment=comment, note=note, undone=undone)
    not_in_touch(issue, comment)
    _remove(comment)
    trail.record("issues.issue.taken_back", of=issue, by=by, at=now)
    return note


def _gone_on(issue: Issue, answer: Dispatch, comment: Comment) -> bool:
    steps = IssueStep.objects.filter(issue=issue, pk__gt=answer.last_step)
    return steps.exists() or Comment.objects.filter(issue=issue, pk__gt=comment.pk).exists()


def _last_step(issue: Issue) -> int:
    return IssueStep.objects.filter(issue=issue).order_by("-pk").values_list("pk", flat=True).first() or 0


def waits(issue: Issue, now: datetime) -> bool:
    """Whether an answer to the issue may still be taken back."""
    return issue.held_until is not None and issue.held_until > now


def require_no_answer_waits(issue: Issue, now: datetime) -> None:
    """Refuse what a participant would do to an issue that reads as it no longer stands; a matter of seconds."""
    if waits(issue, now):
        raise Refused(JUST_NOW)


def _still_held(issue: Issue, taken_back: Dispatch, now: datetime) -> dict[str, Any]:
    """Another answer before this one may still wait."""
    others = Dispatch.objects.filter(issue=issue, taken_back_at=None, leaves_at__gt=now).exclude(pk=taken_back.pk)
    until = others.order_by("-leaves_at").values_list("leaves_at", flat=True).first()
    return {"held_until": until, "held": issue.held if until is not None else None}


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
    carry_over(comment, note)
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
