"""In which state an invitation is, in a word."""

from datetime import datetime
from typing import Any, Final

OPEN: Final = "Pending"
ACCEPTED: Final = "Accepted"
REVOKED: Final = "Revoked"
EXPIRED: Final = "Expired"


def state_of(invitation: Any, now: datetime) -> str:
    """Used and revoked say more than expired, so they come first."""
    if invitation.accepted_at:
        return ACCEPTED
    if invitation.revoked_at:
        return REVOKED
    return OPEN if invitation.expires_at > now else EXPIRED
