"""The smallest valid e-mail rows for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from portal.lifecycle.references import new_reference
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage

LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)


def mail(**given: Any) -> OutboundMessage:
    """One e-mail in any state; what the state needs is filled in."""
    name = new_reference("T")
    state = given.get("state", MessageState.QUEUED)
    needed: dict[str, Any] = {}
    if state == MessageState.SENDING:
        needed = {"lease_until": LONG_AGO + timedelta(days=3650)}
    if state == MessageState.SENT:
        needed = {"sent_at": LONG_AGO}
    usual = {
        "kind": "test.news",
        "address": "someone@company.example",
        "due_at": LONG_AGO,
        "dedupe_key": name,
        "message_id": f"<{name}@portal.example>",
    }
    return OutboundMessage.objects.create(**usual | needed | given)
