"""What happened, and the seals on it."""

from portal.audit.models.event import AuditEvent
from portal.audit.models.seal import Seal, SealCheck, UnsealedEvent

__all__ = ["AuditEvent", "Seal", "SealCheck", "UnsealedEvent"]
