"""Taking back an e-mail one wrote, or news one caused, while it still waits."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from portal.audit import trail
from portal.lifecycle.refusals import Allowed, Answer, Denied, Refused
from portal.outbox import undoing
from portal.outbox.choices import MessageState
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall

ON_ITS_WAY: Final = "This e-mail is on its way already."
# What never leaves by itself, or has not left yet.
STOPPABLE: Final = (MessageState.QUEUED, MessageState.DIGEST, MessageState.UNDONE, MessageState.DROPPED)


def can_undo(user: Any, message: OutboundMessage) -> Answer:
    """Only the writer; whether it is too late is asked under the lock."""
    if message.written_by_id == user.pk:
        return Allowed()
    return Denied("Only who wrote an e-mail can take it back.")


@transaction.atomic
def undo(*, message: OutboundMessage, by: Any, now: datetime) -> OutboundMessage:
    """It will not leave. Refused once a worker has it, or tried it: the mail server may have had it."""
    with wall.as_operator("take back one's own letter"):
        message = OutboundMessage.objects.defer("sealed").lock(message.pk)
        can_undo(by, message).enforce()
        if message.state == MessageState.UNDONE:
            raise Refused("This e-mail was taken back already.")
        if message.state != MessageState.QUEUED or message.attempts:
            raise Refused(ON_ITS_WAY)
        message.apply(state=MessageState.UNDONE, hold_reason="")
        trail.record("outbox.message.undone", of=message, by=by, at=now)
        undoing.undone(message)
    return message


@transaction.atomic
def take_back_news(*, about_ref: str, dedupe: str) -> int:
    """All e-mails and lines of one piece of news are as if never posted; returns how many e-mails that stops.

    Refused once one of them left or is on its way. The calling action has asked for permission and records its verb.
    """
    rows = OutboundMessage.objects.filter(about_ref=about_ref, dedupe_key__startswith=f"{dedupe}:")
    messages = list(rows.defer("sealed").select_for_update(of=("self",)).order_by("id"))
    if any(message.attempts or message.state not in STOPPABLE for message in messages):
        raise Refused(ON_ITS_WAY)
    stopped = [message.pk for message in messages if message.state != MessageState.DROPPED]
    OutboundMessage.objects.filter(pk__in=stopped).update(state=MessageState.UNDONE, hold_reason="")
    told = Notification.objects.filter(about_ref=about_ref)
    told.filter(Q(dedupe_key=dedupe) | Q(dedupe_key__startswith=f"{dedupe}:")).delete()
    return len(stopped)
