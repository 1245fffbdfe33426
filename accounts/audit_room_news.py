"""What auditors hear of their rooms. Subjects name nobody; a room that ended still tells its title and days."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import AuditRoom
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.posting import Draft, post_many

OPENED: Final = "accounts.auditroom.opened"
CHANGED: Final = "accounts.auditroom.changed"
CLOSED: Final = "accounts.auditroom.closed"
LABELS: Final = {OPENED: "A room is open to you", CHANGED: "A room was changed", CLOSED: "A room was closed"}


def register() -> None:
    """Called when the app is ready."""
    subjects.register("accounts.auditroom", _rooms)
    for code, label in LABELS.items():
        template = f"outbox/accounts/auditroom_{code.rpartition('.')[2]}"
        kinds.register(code, label=label, audience="staff", template=template, optional=False)


def tell(kind: str, room: AuditRoom, people: Iterable[Any], *, now: datetime) -> None:
    """Each change is news of its own."""
    dedupe = f"{kind}:{room.ref}:{now.isoformat()}"
    post_many([Draft(kind, one, room, dedupe=f"{dedupe}:{one.ref}") for one in people], now=now)


def _rooms(user: Any) -> QuerySet[AuditRoom]:
    return AuditRoom.objects.told_to(user)
