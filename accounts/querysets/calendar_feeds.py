"""Reads of calendar feeds."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class CalendarFeedQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own, and nobody else's."""
        return self.filter(person=user.pk)
