"""Reading one's notifications. Whether somebody has read a line of news is no fact of the business: no audit event."""

from datetime import datetime
from typing import Any

from portal.outbox.models import Notification


def mark_read(*, notification: Notification, by: Any, now: datetime, whole_group: bool = False) -> int:
    """Mark one's own notification read, or with `whole_group` all about the same record; returns how many were new.

    One conditional statement, so a second click changes nothing; somebody else's notification is not found by it.
    """
    rows = Notification.objects.visible_to(by)
    rows = rows.in_group_of(notification) if whole_group else rows.filter(pk=notification.pk)
    return rows.unread().update(read_at=now)


def mark_all_read(*, by: Any, now: datetime, until: Notification | None = None) -> int:
    """Mark all of one's own read; with `until` none that came in after it, which the person has not seen yet."""
    rows = Notification.objects.visible_to(by).unread()
    if until is not None:
        rows = rows.filter(pk__lte=until.pk)
    return rows.update(read_at=now)
