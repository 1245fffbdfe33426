"""Messages that could not be delivered get another chance, by a person's decision."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from portal.audit import trail
from portal.lifecycle.batches import batches
from portal.lifecycle.refusals import Refused
from portal.outbox import kinds, nudging, permissions
from portal.outbox.addressing import troubled
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.outbox.rechecking import present_address

AT_ONCE: Final = 1000
NOT_FAILED: Final = "This message is not among those that could not be delivered."
EMPTIED: Final = "An account mail is emptied once it failed; the person asks for a new one."
TROUBLED: Final = "Mail does not arrive at this address. Once it works again, clear it first."


@transaction.atomic
def retry_message(*, message: OutboundMessage, by: Any, now: datetime) -> OutboundMessage:
    """Put one message back into the queue, due now, with all its attempts. The second click finds it there."""
    message = OutboundMessage.objects.defer("sealed").lock(message.pk)
    permissions.can_retry(by).enforce()
    if not message.undelivered:
        raise Refused(NOT_FAILED)
    if kinds.known(message.kind).sealed:
        raise Refused(EMPTIED)
    if troubled({present_address(message).lower()}):
        raise Refused(TROUBLED)
    changes = message.apply(**again(now))
    kept = {name: changes[name] for name in ("state", "attempts", "last_error") if name in changes}
    trail.record("outbox.message.retried", of=message, by=by, at=now, changes=kept)
    nudging.nudge()
    return message


@transaction.atomic
def retry_all(*, by: Any, now: datetime) -> int:
    """The same for all that may leave again, a thousand at a time; returns how many do.

    Left out: account mails, which are empty, and addresses at which mail still does not arrive.
    """
    permissions.can_retry(by).enforce()
    sealed = [kind.code for kind in kinds.every() if kind.sealed]
    rows = OutboundMessage.objects.undelivered().exclude(kind__in=sealed).defer("sealed", "facts")
    rows = _deliverable(rows.select_related("recipient").select_for_update(of=("self",), skip_locked=True))
    events = []
    for row in rows:
        changes = {"state": [row.state, MessageState.QUEUED], "last_error": [row.last_error, ""]}
        events.append(trail.build("outbox.message.retried", of=row, by=by, at=now, changes=changes))
    OutboundMessage.objects.filter(pk__in=[row.pk for row in rows]).update(**again(now))
    trail.record_many(events)
    if rows:
        nudging.nudge()
    return len(rows)


def _deliverable(rows: QuerySet[OutboundMessage]) -> list[OutboundMessage]:
    """The first thousand to addresses that are in no trouble; those that are keep no other from its turn."""
    found: list[OutboundMessage] = []
    for batch in batches(rows, AT_ONCE):
        in_trouble = troubled({present_address(row).lower() for row in batch})
        found += [row for row in batch if present_address(row).lower() not in in_trouble]
        if len(found) >= AT_ONCE:
            break
    return found[:AT_ONCE]


def again(now: datetime) -> dict[str, Any]:
    """A message as if it had never been tried; what may have been accepted before stays counted in `repeats`."""
    return {
        "state": MessageState.QUEUED,
        "due_at": now,
        "hold_reason": "",
        "attempts": 0,
        "last_error": "",
        "lease_until": None,
        "sending_since": None,
    }
