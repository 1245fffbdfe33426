"""Reads of what rests in somebody's worklist."""

from datetime import date
from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class SnoozeQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Everybody's own; nobody else's list is read."""
        return self.filter(person=user.pk) if user.is_staff else self.none()

    def on(self, day: date) -> Self:
        """Those that still rest on the day."""
        return self.filter(until_on__gt=day)
