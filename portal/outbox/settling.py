"""What became of a mail, written down: one commit for each mail, so that a crash leaves at most one in doubt.

Every change asks for the worker's own lease. A worker whose lease ended writes nothing any more.
"""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, QuerySet

from portal.audit import trail
from portal.outbox import returns
from portal.outbox.actions.troubles import note_trouble
from portal.outbox.choices import MessageState, TroubleKind
from portal.outbox.models import OutboundMessage
from portal.outbox.retrying import Failure, pause_after

logger = logging.getLogger(__name__)

Done = TypeVar("Done")
TRIES: Final = 20
BETWEEN_TRIES: Final = 0.5  # seconds; a database that restarts is back within ten
REASON_LENGTH: Final = OutboundMessage._meta.get_field("last_error").max_length

STEP: Final = """
WITH sent AS (
  UPDATE outbox_outboundmessage
  SET state = 'sent', sent_at = %(sent_at)s, lease_until = NULL, sealed = '', hold_reason = '', last_error = ''
  WHERE id = %(sent)s AND state = 'sending' AND lease_until = %(sent_lease)s
  RETURNING id
), begun AS (
  UPDATE outbox_outboundmessage SET sending_since = %(now)s, lease_until = %(lease)s
  WHERE id = %(next)s AND state = 'sending' AND lease_until = %(next_lease)s
  RETURNING id
)
SELECT (SELECT count(*) FROM sent), (SELECT count(*) FROM begun)
"""


def step(
    accepted: OutboundMessage | None, following: OutboundMessage | None, *, now: datetime, lease: datetime | None = None
) -> bool:
    """In one commit: the accepted mail is sent, the following one is given to the mail server next.

    Returns whether the following mail is still this worker's; only then it may be sent.
    """
    values = {
        "sent": accepted.pk if accepted is not None else None,
        "sent_lease": accepted.lease_until if accepted is not None else None,
        "sent_at": accepted.sent_at if accepted is not None else None,
        "next": following.pk if following is not None else None,
        "next_lease": following.lease_until if following is not None else None,
        "lease": lease,
        "now": now,
    }
    sent, begun = _persistent(lambda: _row(values))
    if accepted is not None and not sent:
        logger.warning("The lease of %s ended while it was sent.", accepted.ref)
    if following is not None and begun:
        following.lease_until = lease
    return bool(begun)


def renew(messages: Sequence[OutboundMessage], lease: datetime) -> None:
    """Keep the rest of a batch for longer; what another worker took meanwhile isn't touched."""
    if not messages:
        return
    kept = set()
    for former in {message.lease_until for message in messages}:
        rows = _ours([message for message in messages if message.lease_until == former], former)
        if rows.update(lease_until=lease):
            kept.add(former)
    for message in messages:
        if message.lease_until in kept:
            message.lease_until = lease


def release(messages: Sequence[OutboundMessage]) -> None:
    """Give back what was not tried: it waits as before and loses no attempt."""
    back = {"state": MessageState.QUEUED, "lease_until": None, "attempts": F("attempts") - 1}
    for former in {message.lease_until for message in messages}:
        _ours([message for message in messages if message.lease_until == former], former).update(**back)


def wait_for_server(message: OutboundMessage, reason: str) -> None:
    """Give back one mail for which no mail server was found, with the reason; the next sweep tries again."""
    _settle(message, state=MessageState.QUEUED, attempts=F("attempts") - 1, last_error=reason[:REASON_LENGTH])


def hold(message: OutboundMessage, until: datetime, reason: str) -> None:
    """It waits for a better time."""
    _settle(message, state=MessageState.QUEUED, due_at=until, hold_reason=reason, attempts=F("attempts") - 1)


def drop(message: OutboundMessage, reason: str) -> None:
    """It will not be sent, and the row says why."""
    _settle(message, state=MessageState.DROPPED, last_error=reason[:REASON_LENGTH], sealed="", hold_reason="")


def give_back(message: OutboundMessage, reason: str) -> None:
    """What a stand-in may not have goes to the absent person, so that nobody's news is lost."""
    person = message.on_behalf_of
    changes = {"recipient": person, "on_behalf_of": None, "address": person.email, "attempts": F("attempts") - 1}
    _settle(message, state=MessageState.QUEUED, last_error=reason[:REASON_LENGTH], **changes)


@transaction.atomic
def fail(message: OutboundMessage, failure: Failure, now: datetime) -> None:
    """It did not leave: another try later, or into the list of what could not be delivered."""
    changes: dict[str, Any] = {"last_error": failure.reason[:REASON_LENGTH], "hold_reason": ""}
    if failure.maybe_accepted:
        changes["repeats"] = F("repeats") + 1
    final = failure.permanent or message.attempts >= settings.OUTBOX_ATTEMPTS
    if not final:
        due_at = now + pause_after(message.attempts)
        _settle(message, state=MessageState.QUEUED, due_at=_in_time(message, due_at), **changes)
        return
    if _settle(message, state=MessageState.FAILED, sealed="", **changes):
        reason = changes["last_error"]
        trail.record("outbox.message.failed", of=message, by=None, at=now, reason=reason)
        if failure.refused:
            note_trouble(address=message.address, kind=TroubleKind.REFUSED, detail=reason, now=now)
        returns.tell_message(message, now)


def _in_time(message: OutboundMessage, due_at: datetime) -> datetime:
    """An account mail is looked at again when its time is over, so that it is emptied then."""
    expires_at = message.facts.get("expires_at")
    return min(due_at, datetime.fromisoformat(expires_at)) if expires_at else due_at


def _settle(message: OutboundMessage, **changes: Any) -> bool:
    """Write the outcome, unless another worker has the mail by now."""
    changes |= {"lease_until": None, "sending_since": None}
    return bool(_persistent(lambda: _ours([message], message.lease_until).update(**changes)))


def _ours(messages: Sequence[OutboundMessage], lease: datetime | None) -> QuerySet[OutboundMessage]:
    keys = [message.pk for message in messages]
    return OutboundMessage.objects.filter(pk__in=keys, state=MessageState.SENDING, lease_until=lease)


def _row(values: dict[str, Any]) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(STEP, values)
        return cursor.fetchone()


def _persistent(write: Callable[[], Done]) -> Done:
    """Write although the database restarts: what a mail server accepted should not be forgotten."""
    for attempt in range(TRIES):
        try:
            return write()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or attempt == TRIES - 1:
                raise
            logger.warning("The database does not answer; the outcome of a mail is written again.")
            connection.close()
            time.sleep(BETWEEN_TRIES)
    raise AssertionError("The last try either returned or raised.")
