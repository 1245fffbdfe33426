"""The demo's auditors' room, and a seal, under the names by which addresses call for them."""

from datetime import datetime
from typing import Any

from accounts.models import AuditRoom
from portal.audit import sealing


def room_rows(now: datetime) -> dict[str, Any]:
    room = AuditRoom.objects.filter(closed_at=None).latest("ends_on")
    return {"audit_room": room, "seal": str(sealing.seal_next(now=now).number)}
