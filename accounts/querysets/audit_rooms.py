"""Reads of auditors' rooms."""

from datetime import date
from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class AuditRoomQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Their page of control: supervisors and the operator's own auditors."""
        return self.all() if user.is_staff and user.can("audit.view") else self.none()

    def told_to(self, user: Any) -> Self:
        """What mails tell of: also one's own that has ended, of which nothing can be read any more."""
        return self.filter(readers__person=user.pk) if user.is_staff and user.can("rooms.read") else self.none()

    def open_to(self, user: Any, day: date) -> Self:
        """In which the person reads on the day."""
        return self.told_to(user).open_on(day)

    def open_on(self, day: date) -> Self:
        return self.filter(closed_at=None, starts_on__lte=day, ends_on__gte=day)
