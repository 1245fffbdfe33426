"""Old messages go; what happened stays in the audit trail."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from portal.outbox.choices import IN_TROUBLE, MessageState
from portal.outbox.models import Notification, OutboundMessage

OVER: Final = [MessageState.SENT, MessageState.DIGESTED, MessageState.UNDONE, MessageState.DROPPED]
STILL_NEEDED: Final = [MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED]
BATCH: Final = 5000


def clear_old(*, now: datetime) -> int:
    """Delete read notifications and mails that are over after PORTAL_OUTBOX_KEEP_DAYS; returns how many.

    What could not be delivered stays until somebody has seen to it. A digest goes after the rows it tells of.
    """
    before = now - timedelta(days=settings.OUTBOX_KEEP_DAYS)
    read = Notification.objects.filter(read_at__lt=before)
    over = OutboundMessage.objects.filter(state__in=OVER, created_at__lt=before)
    over = over.exclude(state=MessageState.DROPPED, last_error=IN_TROUBLE)
    told = over.filter(state=MessageState.DIGESTED).exclude(digest__state__in=STILL_NEEDED)
    told = told.exclude(digest__state=MessageState.DROPPED, digest__last_error=IN_TROUBLE)
    free = over.exclude(state=MessageState.DIGESTED).filter(digested=None)
    return sum(_delete(rows) for rows in (read, told, free))


def _delete(rows: QuerySet) -> int:
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return rows.model.objects.filter(pk__in=keys).delete()[0]
