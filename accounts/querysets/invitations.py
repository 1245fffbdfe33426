"""Reads of invitations."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet


class InvitationQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever manages staff sees all, whoever oversees staff those to staff; others of staff their own.

        A participant's administrators see those to their company. Staff who look after a participant read
        its invitations through the participant.
        """
        if user.can("staff.manage"):
            return self.all()
        if user.can("staff.view"):
            return self.filter(~Q(role="") | Q(invited_by=user))
        if user.is_staff:
            return self.filter(invited_by=user)
        if user.acting_for is None:
            return self.none()
        return self.filter(participant_id=user.acting_for.participant_id)

    def for_staff(self) -> Self:
        return self.exclude(role="")

    def open_at(self, now: datetime) -> Self:
        """Neither accepted nor revoked nor expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
