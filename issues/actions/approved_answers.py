"""Answers that everybody is given on a section: drafted, approved by somebody else, replaced, retired."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.guiding import one_section
from issues.actions.speaking import sound_text
from issues.choices.guidance import WordingState
from issues.models import AnswerWording, ApprovedAnswer
from issues.rules import guidance as rules
from issues.rules.guidance import WORDING_MOVES
from participants.actions.participants import tidy
from participants.actions.shape import require_reason, require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused

UNTITLED: Final = "Say in a few words what the answer is about."
RETIRED: Final = "This answer is retired."
NOTHING_DRAFTED: Final = "There is no draft to decide about."
SAME_WORDS: Final = "This is what the newest version says already."


@transaction.atomic
def draft_answer(*, by: User, now: datetime, section: str, title: str, wording: str) -> ApprovedAnswer:
    """A new answer on one section ("NOG 3.2"), offered once somebody else approved it."""
    permissions.can_draft_answers(by).enforce()
    cited, title = one_section(section), tidy(title)
    if not title:
        raise Refused(UNTITLED)
    require_shape(ApprovedAnswer(title=title), "title")
    answer = ApprovedAnswer(
        document=cited.document, section=cited.section, path=rules.path(cited), title=title, created_by=by
    )
    answer.save(force_insert=True)
    trail.record("issues.approvedanswer.drafted", of=answer, by=by, at=now)
    _draft(answer, 1, wording, by=by, now=now)
    return answer


@transaction.atomic
def redraft_answer(*, answer: ApprovedAnswer, by: User, now: datetime, wording: str) -> ApprovedAnswer:
    """Other words; the approved ones hold until somebody else approves these. A draft that waits is replaced."""
    answer = ApprovedAnswer.objects.lock(answer.pk)
    permissions.can_draft_answers(by).enforce()
    _require_in_use(answer)
    newest = answer.versions.order_by("-number").first()
    if newest.wording.split() == wording.split():
        raise Refused(SAME_WORDS)
    if newest.state == WordingState.DRAFT:
        newest.apply(state=WordingState.DISCARDED)
    _draft(answer, newest.number + 1, wording, by=by, now=now)
    trail.record("issues.approvedanswer.redrafted", of=answer, by=by, at=now)
    return answer


@transaction.atomic
def approve_answer(*, answer: ApprovedAnswer, by: User, now: datetime) -> ApprovedAnswer:
    """The draft is what everybody is told from now on; whoever wrote it does not approve it."""
    answer = ApprovedAnswer.objects.lock(answer.pk)
    draft = _drafted(answer)
    permissions.can_approve_wording(by, draft).enforce()
    _require_in_use(answer)
    WORDING_MOVES.require(draft.state, WordingState.APPROVED)
    for former in answer.versions.filter(state=WordingState.APPROVED):
        former.apply(state=WordingState.REPLACED)
    draft.apply(state=WordingState.APPROVED, approved_by=by, approved_at=now)
    trail.record(
        "issues.approvedanswer.approved", of=answer, by=by, at=now, changes={"version": ["", str(draft.number)]}
    )
    return answer


@transaction.atomic
def discard_draft(*, answer: ApprovedAnswer, by: User, now: datetime, reason: str) -> ApprovedAnswer:
    """The draft is not to be said: by whoever wrote it, or by who could approve it."""
    reason = require_reason(reason)
    answer = ApprovedAnswer.objects.lock(answer.pk)
    draft = _drafted(answer)
    if draft.drafted_by_id != by.pk:
        permissions.can_approve_wording(by, draft).enforce()
    draft.apply(state=WordingState.DISCARDED)
    trail.record("issues.approvedanswer.discarded", of=answer, by=by, at=now, reason=reason)
    return answer


@transaction.atomic
def retire_answer(*, answer: ApprovedAnswer, by: User, now: datetime, reason: str) -> ApprovedAnswer:
    """Nobody is offered it any more, and saying it no longer counts as saying the same."""
    reason = require_reason(reason)
    answer = ApprovedAnswer.objects.lock(answer.pk)
    permissions.can_judge_guidance(by).enforce()
    _require_in_use(answer)
    require_shape(ApprovedAnswer(retired_because=reason), "retired_because")
    answer.apply(retired_at=now, retired_because=reason)
    trail.record("issues.approvedanswer.retired", of=answer, by=by, at=now, reason=reason)
    return answer


def _draft(answer: ApprovedAnswer, number: int, wording: str, *, by: User, now: datetime) -> None:
    wording = sound_text(wording)
    if len(wording) > rules.LONGEST:
        raise Refused(f"An approved answer has at most {rules.LONGEST:,} characters.")
    AnswerWording(answer=answer, number=number, wording=wording, drafted_by=by, drafted_at=now).save(force_insert=True)


def _drafted(answer: ApprovedAnswer) -> AnswerWording:
    draft = answer.versions.filter(state=WordingState.DRAFT).first()
    if draft is None:
        raise Refused(NOTHING_DRAFTED)
    return draft


def _require_in_use(answer: ApprovedAnswer) -> None:
    if answer.retired_at is not None:
        raise Refused(RETIRED)
