"""Rows that only the operator's staff ever reads."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class StaffOnlyQuerySet(RowQuerySet):
    """The participants' database role holds no right at all on these tables."""

    def visible_to(self, user: Any) -> Self:
        """Supervisors and auditors see all; others see what they did themselves through other pages."""
        return self.all() if user.is_staff and user.can("participants.see_restricted") else self.none()
