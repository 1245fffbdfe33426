"""Reads of invitations."""

from datetime import datetime
from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class InvitationQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever manages staff sees staff invitations; a participant's are seen with the participant."""
        if user.is_staff:
            return self.all() if user.can("staff.manage") else self.filter(invited_by=user)
        if user.acting_for is None:
            return self.none()
        return self.filter(participant_id=user.acting_for.participant_id)

    def for_staff(self) -> Self:
        return self.exclude(role="")

    def open_at(self, now: datetime) -> Self:
        """Neither accepted nor revoked nor expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
