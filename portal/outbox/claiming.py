"""Who sends which mail: a worker takes rows under a lease, and what a dead worker had comes back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from portal.outbox.choices import MessageState, Severity
from portal.outbox.models import OutboundMessage


@transaction.atomic
def claim(now: datetime) -> list[OutboundMessage]:
    """Take what is due, critical mails first; nobody else gets these rows before the lease ends.

    Whoever was faster keeps what he took: locked rows are passed over.
    """
    due = OutboundMessage.objects.due(now).select_for_update(of=("self",), skip_locked=True).order_by("due_at", "id")
    rows = _take(due.filter(severity=Severity.CRITICAL), settings.OUTBOX_BATCH)
    rows += _take(due.exclude(severity=Severity.CRITICAL), settings.OUTBOX_BATCH - len(rows))
    lease = now + lease_time()
    for row in rows:
        row.state, row.lease_until, row.attempts = MessageState.SENDING, lease, row.attempts + 1
    OutboundMessage.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=MessageState.SENDING, lease_until=lease, attempts=F("attempts") + 1, sending_since=None
    )
    return rows


def return_lost(now: datetime) -> int:
    """Rows whose worker died wait again; returns how many.

    One that had been given to the mail server may have been accepted: it is sent once more under the same
    Message-ID, and counted. The others were not sent, so they lose no attempt either.
    """
    lost = OutboundMessage.objects.lost(now)
    back = {"state": MessageState.QUEUED, "lease_until": None, "sending_since": None}
    begun = lost.filter(sending_since__isnull=False).update(**back, repeats=F("repeats") + 1)
    return begun + lost.filter(sending_since=None).update(**back, attempts=F("attempts") - 1)


def lease_time() -> timedelta:
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def sending_time() -> timedelta:
    """The lease of the one mail that is being sent: five answers of the mail server may take their time."""
    return max(lease_time(), timedelta(seconds=5 * (settings.EMAIL_TIMEOUT or 0)))


def _take(rows: QuerySet[OutboundMessage], limit: int) -> list[OutboundMessage]:
    return list(rows[:limit]) if limit > 0 else []
