"""Opening an issue: by a participant's user, or by the staff for somebody who called, wrote or met them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Model

from accounts.models import User
from issues import permissions
from issues.actions.details import NOT_ITS_OWN, require_contact, sound
from issues.actions.owners import default_owner
from issues.actions.protecting import mark, mark_fields
from issues.actions.rows import next_numbers, step_of
from issues.actions.speaking import Draw, attach, comment_of, in_touch
from issues.choices import Channel, Proof, Side, WatchReason
from issues.models import Category, Comment, Issue, Verification, Watcher
from issues.reactions import What, happened
from participants.actions.locks import lock_participant
from participants.models import Contact, Participant
from participants.permissions.answers import JOINED
from portal.audit import trail
from portal.audit.models import AuditEvent
from portal.documents.marking import Marking
from portal.lifecycle.refusals import Refused
from portal.lifecycle.together import insert_together
from portal.scoping import wall
from portal.scoping.today import market_day
from portal.scoping.wall import ActingFor
from portal.web.markdown import to_html

OUT_OF_USE: Final = "This category is not in use."
OF_PARTICIPANTS: Final = (Channel.PORTAL, Channel.API, Channel.MAIL)


@transaction.atomic
def open_issue(
    *,
    participant: Participant,
    category: Category,
    title: str,
    text: str,
    by: User | None,
    now: datetime,
    channel: str = "",
    contact: Contact | None = None,
    proof: str = "",
    proof_detail: str = "",
    may_be_told: str = "",
    files: Any = (),
    follows: Issue | None = None,
    draw: Draw = to_html,
    marking: Marking | None = None,
    **facts: Any,
) -> Issue:
    """A new issue with its first comment, its number, its owner and its followers.

    A participant's user raises it for oneself; the staff take it down for a `contact` and say by `proof` how they
    knew who was asking. Nobody (`by` is None) opens what a `contact` without an account wrote by mail. `facts` are
    those of `details.FACTS`; `follows` is a closed issue that it continues. The owner is whoever is routed to.
    """
    participant = lock_participant(participant.pk)
    _permit(by, participant, contact, channel)
    if participant.joined_into_id is not None:
        JOINED.enforce()
    staff = by is not None and by.is_staff
    channel = channel or (Channel.PHONE if staff else Channel.PORTAL)
    if not staff and channel not in OF_PARTICIPANTS:
        raise Refused("Choose how the issue reached the operator.")
    require_contact(participant, contact)
    if category.effective_to is not None and category.effective_to < market_day(now):
        raise Refused(OUT_OF_USE)
    if follows is not None and follows.participant_id != participant.pk:
        raise Refused(NOT_ITS_OWN)
    acting_for = wall.current()
    with wall.as_operator("write an issue of the participant acted for"):
        values = sound(participant, category, facts, title)
        # Their texts are made from the issue, so they are asked for once it has its number.
        beside = [
            lambda issue: _verification(issue, by, proof, proof_detail, may_be_told, now),
            lambda issue: opened(issue, by=by, now=now, acting_for=acting_for),
        ]
        issue, comment, watchers = begin_issue(
            participant=participant,
            category=category,
            values=values,
            text=text,
            by=by,
            now=now,
            channel=channel,
            reporter=None if staff else by,
            contact=contact,
            files=files,
            follows=follows,
            draw=draw,
            beside=beside,
        )
        mark(comment, marking, by=by, now=now)
        happened(What.OPENED, issue, by=by, now=now, comment=comment, watchers=watchers)
    return issue


def begin_issue(
    *,
    participant: Participant,
    category: Category,
    values: dict[str, Any],
    text: str,
    by: User | None,
    now: datetime,
    channel: str,
    number: str = "",
    reporter: User | None = None,
    contact: Contact | None = None,
    author_name: str = "",
    owner: User | None = None,
    files: Any = (),
    follows: Issue | None = None,
    draw: Draw = to_html,
    beside: Iterable[Callable[[Issue], Model]] = (),
) -> tuple[Issue, Comment, list[Watcher]]:
    """Write a new issue with its step, its first comment and its followers in one statement; call it holding the
    participant's lock, as the operator.

    `values` are sound ones (`details.sound`), the text is checked here. Without a `number` the next one is drawn.
    `beside` make further rows of the issue that are written with it.
    """
    issue = Issue(
        ref=number or next_numbers(now)[0],
        participant=participant,
        category=category,
        area=category.area,
        channel=channel,
        owner=owner or default_owner(participant, category, now=now),
        reporter=reporter,
        contact=contact,
        entered_by=by,
        follows=follows,
        opened_at=now,
        last_spoken_at=now,
        awaiting_since=now,
        **values,
    )
    comment = comment_of(
        issue,
        text,
        side=Side.PARTICIPANT,
        by=by,
        now=now,
        # A participant's user who asks for a colleague still speaks for oneself.
        contact=contact if by is None or by.is_staff else None,
        author=reporter,
        author_name=author_name,
        channel=channel,
        draw=draw,
    )
    step, watchers = step_of(issue, by=by, now=now), _followers(issue, by, reporter, contact, now)
    # The issue first: the words that it is searched by are kept before those of the comment.
    insert_together([issue, comment, step, *watchers, *(row(issue) for row in beside)])
    attach(comment, issue, files, by=by, now=now)
    issue.just_protected = mark_fields(issue, category, now=now, known=())
    in_touch(issue, comment)
    return issue, comment, watchers


def tell_opened(issue: Issue, comment: Comment, *, by: User | None, now: datetime, **told: list[str]) -> None:
    """The trail and every part of issues learn of a new issue; call it last."""
    opened(issue, by=by, now=now, **told).save(force_insert=True)
    happened(What.OPENED, issue, by=by, now=now, comment=comment)


def opened(
    issue: Issue, *, by: User | None, now: datetime, acting_for: ActingFor | None = None, **told: list[str]
) -> AuditEvent:
    """What the trail says of a new issue, not written yet; `acting_for` as where the action began."""
    changes = {"title": ["", issue.title], "category": ["", issue.category.code], "severity": ["", str(issue.severity)]}
    event = trail.build("issues.issue.opened", of=issue, by=by, at=now, changes=changes | told)
    if acting_for is not None:
        event.acting_for_id = acting_for.participant_id
    return event


def _followers(
    issue: Issue, by: User | None, reporter: User | None, contact: Contact | None, now: datetime
) -> list[Watcher]:
    """Whoever raised it, and for whom, hears of it. Nobody follows a new issue yet, so nobody is looked for."""
    people: list[dict[str, Any]] = []
    if reporter is not None:
        people.append({"user": reporter, "reason": WatchReason.RAISED})
    if contact is not None and (reporter is None or contact.user_id != reporter.pk):
        person = {"user": contact.user} if contact.user_id is not None else {"contact": contact}
        people.append(person | {"reason": WatchReason.RAISED if by is None else WatchReason.ON_BEHALF})
    shared = {"participant_id": issue.participant_id, "side": Side.PARTICIPANT, "since": now, "added_by": by}
    return [Watcher(issue=issue, **shared, **one) for one in people]


def _permit(by: User | None, participant: Participant, contact: Contact | None, channel: str) -> None:
    if by is not None:
        (permissions.can_open_issue if by.is_staff else permissions.can_raise)(by, participant).enforce()
    elif contact is None or contact.user_id is not None or channel != Channel.MAIL:
        raise Refused("Somebody has to ask.")


def _verification(
    issue: Issue, by: User | None, proof: str, detail: str, may_be_told: str, now: datetime
) -> Verification:
    """How the operator knew who was asking."""
    staff = by is not None and by.is_staff
    known = proof or (Proof.NONE if staff or by is None else Proof.SIGNED_IN)
    if known not in Proof.values:
        raise Refused("Choose how you knew who was asking.")
    return Verification(
        issue=issue,
        participant_id=issue.participant_id,
        proof=known,
        detail=detail.strip()[:200],
        may_be_told=may_be_told.strip()[:300],
        by=by if staff else None,
        at=now,
    )
