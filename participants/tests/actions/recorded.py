"""What the audit trail says, for tests of actions."""

from portal.audit.models import AuditEvent


def recorded(verb: str) -> AuditEvent:
    """The one event of that verb, without its app's prefix."""
    return AuditEvent.objects.get(verb=f"participants.{verb}")


def nothing_recorded() -> bool:
    return not AuditEvent.objects.exists()
