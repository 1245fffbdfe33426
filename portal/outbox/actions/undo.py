"""Taking back an e-mail one wrote, while it still waits."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from portal.audit import trail
from portal.lifecycle.refusals import Allowed, Answer, Denied, Refused
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.scoping import wall

ON_ITS_WAY: Final = "This e-mail is on its way already."


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
    return message
