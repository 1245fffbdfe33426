"""What the actions about questions to departments share: the lock, the step into a state, the message."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import User
from issues.actions.rows import REASON_LENGTH, lock_issue
from issues.actions.speaking import sound_text
from issues.models import Issue, Referral, ReferralFile, ReferralMessage, ReferralStep
from issues.rules.referral_moves import MOVES
from portal.documents.storing import store
from portal.lifecycle.refusals import Refused
from portal.web.markdown import to_html

ONE_OPEN = "This department has an open question of this issue already: write it a message instead."
ONCE = {"referral_one_open": ONE_OPEN}


def locked(referral: Referral) -> Referral:
    """The question, locked until the transaction ends, and its issue before it."""
    lock_issue(referral.issue)
    return Referral.objects.select_related("issue", "department", "participant", "taken_by", "asked_by").lock(
        referral.pk
    )


def enter(referral: Referral, state: str, *, by: Any, now: datetime, reason: str = "", **changes: Any) -> dict:
    """Into another state, if the table of moves allows it; writes the step. Call it while holding the lock."""
    MOVES.require(referral.state, state)
    changed = referral.apply(state=state, **changes)
    add_step(referral, by=by, now=now, reason=reason)
    return changed


def add_step(referral: Referral, *, by: Any, now: datetime, reason: str = "") -> None:
    ReferralStep.objects.create(
        referral=referral,
        participant_id=referral.participant_id,
        state=referral.state,
        at=now,
        by=by,
        reason=reason.strip()[:REASON_LENGTH],
    )


def write(
    referral: Referral, text: str, *, kind: str, by: User, now: datetime, files: Iterable[Any] = ()
) -> ReferralMessage:
    """A message with its files, which only the staff read; call it while holding the lock."""
    text = sound_text(text)
    message = ReferralMessage(
        referral=referral,
        participant_id=referral.participant_id,
        kind=kind,
        author=by,
        text=text,
        html=to_html(text),
        at=now,
    )
    message.save(force_insert=True)
    for upload in files:
        document = store(upload=upload, participant_id=referral.participant_id, by=by, now=now, inner=True)
        ReferralFile(message=message, participant_id=referral.participant_id, document=document).save(force_insert=True)
    return message


def require_open(issue: Issue) -> None:
    if not issue.is_open:
        raise Refused("This issue is over.")
