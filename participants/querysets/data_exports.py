"""Reads of data exports."""

from datetime import datetime
from typing import Any, Self

from participants.choices import ExportState
from participants.querysets.owned import OwnedQuerySet


class DataExportQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What the person asked for, for the company acted for; the staff ask for none."""
        return self.none() if user.is_staff else super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(person=acting_for.user_id)

    def waiting(self) -> Self:
        return self.filter(state=ExportState.WAITING)

    def ready_at(self, now: datetime) -> Self:
        return self.filter(state=ExportState.READY, expires_at__gt=now)

    def expired_at(self, now: datetime) -> Self:
        return self.filter(state=ExportState.READY, expires_at__lte=now)
