"""What becomes of an answer that waits: released as it is or changed, returned with a coaching point, or taken back."""

from datetime import datetime
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.mentor_permissions import can_release_for
from accounts.models import User
from issues.actions.conversation import give_answer, require_going_on
from issues.actions.families import require_children_ended
from issues.actions.guiding import weigh
from issues.actions.holding import DRAFT_OF
from issues.actions.moves import give_resolution
from issues.actions.referral_rows import locked as locked_referral
from issues.actions.referrals import went_out
from issues.actions.releasing import require_release
from issues.actions.rows import lock_issue
from issues.actions.speaking import sound_text
from issues.choices import DraftKind, HeldMove, HeldState, IssueState, ReferralState
from issues.held_news import tell
from issues.models import Comment, Draft, HeldAnswer, Issue
from issues.permissions import NO_SUCH_ISSUE
from issues.rules.guidance import Said
from issues.rules.holding import MOVES
from issues.rules.issue_moves import MOVES as ISSUE_MOVES
from portal.audit import trail
from portal.documents.marking import from_json
from portal.documents.reading import bytes_of
from portal.lifecycle.refusals import Denied, Refused
from training.rules.citations import Cited

ONLY_AUTHOR: Final = Denied("Only who wrote an answer can take it back.")
NO_COACHING: Final = "Say what to do better: the author reads it."
OVER: Final = "It was decided already."


@transaction.atomic
def release_answer(
    *, held: HeldAnswer, by: User, now: datetime, text: str = "", coaching: str = "", override_reason: str = ""
) -> HeldAnswer:
    """The answer leaves, as written or with the mentor's changes, in the author's name and with all it was to do.

    It is checked anew for names of other companies; the author hears of it and may take it back while it waits.
    """
    issue, held = _locked(held)
    _require_release_by(by, held, issue, now)
    _require_waiting(held, HeldState.RELEASED)
    text = sound_text(text or held.text)
    reason = override_reason or held.override_reason
    findings = require_release(issue, text, _files(held), reason=reason)
    weighed = weigh(text, _guidance(held), now=now)
    comment = _give(issue, held, text, findings=findings, weighed=weighed, override_reason=reason, now=now)
    settled = {"state": HeldState.RELEASED, "decided_by": by, "decided_at": now, "released_text": text}
    held.apply(comment=comment, coaching=coaching.strip(), **settled)
    if held.referral_id is not None:
        referral = locked_referral(held.referral)
        if referral.state == ReferralState.ANSWERED:
            went_out(referral, comment, by=by, now=now)
    # The trail repeats no Protected Information.
    changes = {} if text == held.text or held.marking else {"text": [held.text, text]}
    trail.record("issues.issue.answer_released", of=issue, by=by, at=now, changes=changes)
    tell("released", held, [held.author], by=by, now=now)
    return held


@transaction.atomic
def return_answer(*, held: HeldAnswer, by: User, now: datetime, coaching: str) -> HeldAnswer:
    """Back to the author with a coaching point; the text is the author's draft again."""
    issue, held = _locked(held)
    _require_release_by(by, held, issue, now)
    _require_waiting(held, HeldState.RETURNED)
    if not coaching.strip():
        raise Refused(NO_COACHING)
    held.apply(state=HeldState.RETURNED, decided_by=by, decided_at=now, coaching=sound_text(coaching))
    _draft_again(held, now)
    trail.record("issues.issue.answer_returned", of=issue, by=by, at=now)
    tell("returned", held, [held.author], by=by, now=now)
    return held


@transaction.atomic
def withdraw_answer(*, held: HeldAnswer, by: User, now: datetime) -> HeldAnswer:
    """The author takes it back before anybody decided; the text is a draft again."""
    issue, held = _locked(held)
    if held.author_id != by.pk:
        ONLY_AUTHOR.enforce()
    _require_waiting(held, HeldState.WITHDRAWN)
    held.apply(state=HeldState.WITHDRAWN, decided_by=by, decided_at=now)
    _draft_again(held, now)
    trail.record("issues.issue.answer_withdrawn", of=issue, by=by, at=now)
    tell("withdrawn", held, [held.mentor] if held.mentor is not None else [], by=by, now=now)
    return held


def _locked(held: HeldAnswer) -> tuple[Issue, HeldAnswer]:
    issue = lock_issue(held.issue)
    return issue, HeldAnswer.objects.select_related("author", "mentor", "referral", "topic").lock(held.pk)


def _require_release_by(by: User, held: HeldAnswer, issue: Issue, now: datetime) -> None:
    can_release_for(by, held.author, now).enforce()
    if not HeldAnswer.objects.visible_to(by).filter(pk=held.pk).exists():
        NO_SUCH_ISSUE.enforce()


def _require_waiting(held: HeldAnswer, to: str) -> None:
    if not held.waits:
        raise Refused(OVER)
    MOVES.require(held.state, to)


def _give(issue: Issue, held: HeldAnswer, text: str, *, now: datetime, **checked: Any) -> Comment:
    documents = [file.document for file in held.files.select_related("document")]
    given = {"by": held.author, "now": now, "documents": documents, "marking": from_json(held.marking), **checked}
    if held.move != HeldMove.RESOLVE:
        require_going_on(issue)
        return give_answer(issue, text, wait=held.move == HeldMove.WAIT, channel=held.channel, **given)
    ISSUE_MOVES.require(issue.state, IssueState.RESOLVED)
    require_children_ended(issue, held.author)
    give_resolution(issue, text, cause=held.cause, **given)
    return Comment.objects.filter(issue=issue, author=held.author).latest("at", "id")


def _guidance(held: HeldAnswer) -> list[Said]:
    """What the author said of sections; held against what was said on them since."""
    return [Said(Cited(document, section), mark, why) for document, section, mark, why in held.guidance]


def _files(held: HeldAnswer) -> list[Any]:
    """The files as the check for names reads them."""
    rows = held.files.select_related("document")
    return [ContentFile(bytes_of(row.document), name=row.document.name) for row in rows]


def _draft_again(held: HeldAnswer, now: datetime) -> None:
    """Unless the author has begun another one meanwhile."""
    kind = DRAFT_OF.get(held.move, DraftKind.ANSWER)
    given = {"participant_id": held.participant_id, "text": held.text, "saved_at": now}
    Draft.objects.get_or_create(issue_id=held.issue_id, person_id=held.author_id, kind=kind, defaults=given)
