"""Opening an issue: by a participant's user, or by the staff for somebody who called, wrote or met them."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.details import require_contact, sound
from issues.actions.owners import default_owner
from issues.actions.rows import add_step, next_numbers
from issues.actions.speaking import say
from issues.choices import Channel, Proof, Side, WatchReason
from issues.models import Category, Issue, Verification, Watcher
from issues.reactions import What, happened
from participants.actions.locks import lock_participant
from participants.models import Contact, Participant
from participants.permissions.answers import JOINED
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

OUT_OF_USE: Final = "This category is not in use."
OF_PARTICIPANTS: Final = (Channel.PORTAL, Channel.API, Channel.MAIL)


@transaction.atomic
def open_issue(
    *,
    participant: Participant,
    category: Category,
    title: str,
    text: str,
    by: User,
    now: datetime,
    channel: str = "",
    contact: Contact | None = None,
    proof: str = "",
    proof_detail: str = "",
    may_be_told: str = "",
    files: Any = (),
    **facts: Any,
) -> Issue:
    """A new issue with its first comment, its number, its owner and its followers.

    A participant's user raises it for oneself; the staff take it down for a `contact` and say by `proof` how they
    knew who was asking. `facts` are those of `details.FACTS`. The owner is whoever is routed to (`owners`).
    """
    participant = lock_participant(participant.pk)
    (permissions.can_open_issue if by.is_staff else permissions.can_raise)(by, participant).enforce()
    if participant.joined_into_id is not None:
        JOINED.enforce()
    channel = channel or (Channel.PHONE if by.is_staff else Channel.PORTAL)
    if not by.is_staff and channel not in OF_PARTICIPANTS:
        raise Refused("Choose how the issue reached the operator.")
    require_contact(participant, contact)
    if category.effective_to is not None and category.effective_to < now.date():
        raise Refused(OUT_OF_USE)
    values = sound(participant, category, facts, title)
    with wall.as_operator("write an issue of the participant acted for"):
        issue = Issue(
            ref=next_numbers(now)[0],
            participant=participant,
            category=category,
            area=category.area,
            channel=channel,
            owner=default_owner(participant, category, now=now),
            reporter=None if by.is_staff else by,
            contact=contact,
            entered_by=by,
            opened_at=now,
            last_spoken_at=now,
            awaiting_since=now,
            **values,
        )
        issue.save(force_insert=True)
        add_step(issue, by=by, now=now)
        comment = say(issue, text, side=Side.PARTICIPANT, by=by, now=now, contact=contact, channel=channel, files=files)
        _follow(issue, by, contact, now)
        _verify(issue, by, proof, proof_detail, may_be_told, now)
    changes = {"title": ["", issue.title], "category": ["", category.code], "severity": ["", str(issue.severity)]}
    trail.record("issues.issue.opened", of=issue, by=by, at=now, changes=changes)
    happened(What.OPENED, issue, by=by, now=now, comment=comment)
    return issue


def _follow(issue: Issue, by: User, contact: Contact | None, now: datetime) -> None:
    """Whoever raised it, and for whom, hears of it. Nobody follows a new issue yet, so nobody is looked for."""
    people: list[dict[str, Any]] = []
    if not by.is_staff:
        people.append({"user": by, "reason": WatchReason.RAISED})
    if contact is not None and contact.user_id != by.pk:
        person = {"user": contact.user} if contact.user_id is not None else {"contact": contact}
        people.append(person | {"reason": WatchReason.ON_BEHALF})
    shared = {"participant_id": issue.participant_id, "side": Side.PARTICIPANT, "since": now, "added_by": by}
    Watcher.objects.bulk_create(Watcher(issue=issue, **shared, **one) for one in people)


def _verify(issue: Issue, by: User, proof: str, detail: str, may_be_told: str, now: datetime) -> None:
    """How the operator knew who was asking."""
    known = proof or (Proof.NONE if by.is_staff else Proof.SIGNED_IN)
    if known not in Proof.values:
        raise Refused("Choose how you knew who was asking.")
    Verification.objects.create(
        issue=issue,
        participant_id=issue.participant_id,
        proof=known,
        detail=detail.strip()[:200],
        may_be_told=may_be_told.strip()[:300],
        by=by if by.is_staff else None,
        at=now,
    )
