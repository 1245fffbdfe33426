"""Reads of notifications."""

from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet


class NotificationQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own; of an agent's, those of the participant acted for now."""
        rows = self.filter(recipient=user.pk)
        if user.is_staff:
            return rows
        participant = user.acting_for.participant_id if user.acting_for else None
        return rows.filter(Q(participant_id=None) | Q(participant_id=participant))

    def unread(self) -> Self:
        return self.filter(read_at=None)
