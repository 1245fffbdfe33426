"""The only way to tell people something: rows, written in the transaction of what they tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from portal.lifecycle import subjects
from portal.lifecycle.references import new_reference
from portal.lifecycle.together import insert_together
from portal.outbox import headers, inserting, kinds, nudging, sealing
from portal.outbox.addressing import IN_TROUBLE, UNDO, Departure, Destination, Directory, troubled
from portal.outbox.choices import MailChoice, MessageState
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall

KEY_LENGTH: Final = 200
ONCE: Final = {Notification: ("recipient_id", "dedupe_key"), OutboundMessage: ("dedupe_key",)}
SEALED_FOR: Final = timedelta(hours=1)
NO_ACCOUNT: Final = "There is no account with this address."


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece of news of one kind for one person (or one bare `address`).

    `dedupe` names the event: the same event reaches the same person once, however often it is posted. `about` is
    the row it tells of, or `about_type` and `about_ref` where the row isn't at hand. `facts` are shown as they are
    and never confidential; whatever is goes by the row, which the text reads from the recipient's view. `wait` is how
    long the e-mail waits at least, so that whoever caused it may take it back (`undo.take_back_news`).
    """

    kind: str
    to: Any = None
    about: Any = None
    address: str = ""
    dedupe: str = field(kw_only=True)
    facts: Mapping[str, Any] = field(default_factory=dict)
    participant_id: int | None = None
    written_by: Any = None
    about_type: str = ""
    about_ref: str = ""
    wait: timedelta = nudging.AT_ONCE

    def shared(self) -> dict[str, Any]:
        """What notification and e-mail have in common."""
        owner = self.participant_id
        return {
            "kind": self.kind,
            "about_type": self.about_type or (subjects.type_of(self.about) if self.about is not None else ""),
            "about_ref": self.about_ref or getattr(self.about, "ref", ""),
            "participant_id": owner if owner is not None else getattr(self.about, "participant_id", None),
            "severity": kinds.get(self.kind).severity,
            "facts": dict(self.facts),
        }


def post(
    kind: str,
    *,
    to: Iterable[Any],
    about: Any,
    dedupe: str,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
    participant_id: int | None = None,
) -> None:
    """Tell some people of one event; see `Draft`."""
    drafts = [Draft(kind, one, about, dedupe=dedupe, facts=facts or {}, participant_id=participant_id) for one in to]
    post_many(drafts, now=now)


@transaction.atomic
def post_many(drafts: Sequence[Draft], *, now: datetime) -> int:
    """Write all news and return how many new e-mails that makes; two statements for any number up to 2,500,
    and some more where somebody is absent.

    Preferences, absences, quiet hours and addresses in trouble decide what becomes of each. Inside the wall this
    is the operator's side: participants' requests tell staff without learning who that is.
    """
    if not drafts:
        return 0
    with wall.as_operator("write news for people the participant may not know"):
        user_ids = {draft.to.pk for draft in drafts if draft.to is not None}
        addresses = {draft.address for draft in drafts if draft.address}
        directory = Directory(user_ids, {draft.kind for draft in drafts}, addresses, now)
        notifications, messages = _rows(drafts, directory)
        written = _write(notifications, messages, now)
    waiting = [message for message in messages if message.state == MessageState.QUEUED]
    if any(message.due_at <= now for message in waiting):
        nudging.nudge()
    for pause in {message.due_at - now for message in waiting if message.hold_reason == UNDO}:
        nudging.nudge(pause)
    return written


@transaction.atomic
def post_letter(
    *,
    kind: str,
    address: str,
    about: Any,
    written_by: Any,
    dedupe: str,
    now: datetime,
    recipient: Any = None,
    facts: Mapping[str, Any] | None = None,
    participant_id: int | None = None,
) -> OutboundMessage:
    """An e-mail a person wrote: it waits some seconds, in which the writer may take it back. Returns the row.

    Its text is drawn from what the writer may see of `about`. No preference holds it: it is mail, not news.
    """
    draft = Draft(
        kind, recipient, about, address, dedupe=dedupe, facts=facts or {}, participant_id=participant_id
    )  # the same event once, as for news
    undo = timedelta(seconds=settings.OUTBOX_UNDO_SECONDS)
    departure = Departure(MessageState.QUEUED, now + undo, UNDO)
    with wall.as_operator("write a letter and look at its address"):
        if troubled({address.lower()}):
            departure = Departure(MessageState.DROPPED, now, last_error=IN_TROUBLE)
        destination = Destination(address, in_app=False, mail=MailChoice.NOW, user=recipient)
        message = _message(draft, destination, departure)
        message.written_by_id = written_by.pk
        inserting.insert_new([message], once=("dedupe_key",), now=now)
        row = OutboundMessage.objects.defer("sealed").get(dedupe_key=message.dedupe_key)
    nudging.nudge(undo)
    return row


@transaction.atomic
def post_sealed(
    message: EmailMessage, *, kind: str, now: datetime, expires_at: datetime | None = None, send: bool = True
) -> None:
    """An account mail: its text is encrypted until it is sent, emptied after, and shown nowhere.

    It leaves at once whatever anybody prefers, and is dropped when it would come too late (after an hour, unless
    `expires_at` says otherwise). With `send=False` the same work leaves nothing but a note: so an answer to an
    unknown address takes as long as one to a known one.
    """
    until = expires_at or now + SEALED_FOR
    letter = sealing.seal(message)
    shared = {"severity": kinds.get(kind).severity, "facts": {"expires_at": until.isoformat()}, "due_at": now}
    outcome = {"sealed": letter} if send else {"state": MessageState.DROPPED, "last_error": NO_ACCOUNT}
    rows = [
        OutboundMessage(
            kind=kind,
            dedupe_key=f"sealed:{new_reference('S')}{new_reference('')}",
            address=address if send else f"nobody@{headers.domain()}",
            message_id=headers.new_message_id(),
            **shared,
            **outcome,
        )
        for address in message.to
    ]
    with wall.as_operator("write an account mail"):
        inserting.insert_new(rows, once=("dedupe_key",), now=now)
    nudging.nudge()


def _rows(drafts: Sequence[Draft], directory: Directory) -> tuple[list[Notification], list[OutboundMessage]]:
    """The rows that a batch of news becomes, each dedupe key once."""
    addressed = {(draft.dedupe, draft.to.pk) for draft in drafts if draft.to is not None}
    notifications: dict[tuple[int, str], Notification] = {}
    messages: dict[str, OutboundMessage] = {}
    for draft in drafts:
        for destination in _destinations(draft, directory):
            if destination.on_behalf_of is not None and (draft.dedupe, destination.user.pk) in addressed:
                continue  # The stand-in hears of it anyway.
            if destination.in_app:
                notification = _notification(draft, destination, directory.now)
                notifications.setdefault((notification.recipient_id, notification.dedupe_key), notification)
            if destination.mail != MailChoice.OFF:
                departure = directory.departure(destination, kinds.get(draft.kind).severity).not_before(draft.wait)
                message = _message(draft, destination, departure)
                messages.setdefault(message.dedupe_key, message)
    return list(notifications.values()), list(messages.values())


def _write(notifications: Sequence[Notification], messages: Sequence[OutboundMessage], now: datetime) -> int:
    """Insert both, each event once; returns how many e-mails are new. One statement for 2,500 of each."""
    written = 0
    for start in range(0, max(len(notifications), len(messages)), inserting.BATCH):
        end = start + inserting.BATCH
        rows = [*notifications[start:end], *messages[start:end]]
        written += insert_together(rows, now=now, once=ONCE).get(OutboundMessage, 0)
    return written


def _destinations(draft: Draft, directory: Directory) -> list[Destination]:
    if draft.to is None:
        return [Destination(draft.address, in_app=False, mail=MailChoice.NOW)]
    return directory.destinations(draft.kind, draft.to.pk, draft.address)


def _notification(draft: Draft, destination: Destination, now: datetime) -> Notification:
    absent = destination.on_behalf_of
    return Notification(
        recipient_id=destination.user.pk,
        on_behalf_of_id=absent.pk if absent is not None else None,
        dedupe_key=_bounded(f"{draft.dedupe}:for:{absent.pk}" if absent is not None else draft.dedupe),
        seen_from=now + draft.wait if draft.wait else None,
        **draft.shared(),
    )


def _message(draft: Draft, destination: Destination, departure: Departure) -> OutboundMessage:
    shared = draft.shared()
    return OutboundMessage(
        recipient_id=destination.user.pk if destination.user is not None else None,
        on_behalf_of_id=destination.on_behalf_of.pk if destination.on_behalf_of is not None else None,
        written_by_id=draft.written_by.pk if draft.written_by is not None else None,
        address=destination.address,
        dedupe_key=_bounded(f"{draft.dedupe}:{destination.meant_for}"),
        message_id=headers.new_message_id(),
        thread_key=headers.thread_key(shared["about_ref"]),
        state=departure.state,
        due_at=departure.due_at,
        hold_reason=departure.hold_reason,
        last_error=departure.last_error,
        **shared,
    )


def _bounded(key: str) -> str:
    """A key that fits its column; the digest keeps long ones apart."""
    if len(key) <= KEY_LENGTH:
        return key
    digest = sha256(key.encode()).hexdigest()
    return f"{key[: KEY_LENGTH - len(digest) - 1]}:{digest}"
