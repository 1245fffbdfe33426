"""What happened, the seals on it, and what rows were before."""

from portal.audit.models.event import AuditEvent
from portal.audit.models.row_change import RowChange
from portal.audit.models.seal import Seal, SealCheck, UnsealedEvent

__all__ = ["AuditEvent", "RowChange", "Seal", "SealCheck", "UnsealedEvent"]
