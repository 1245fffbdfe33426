"""Reads of the weights of the balance: of whoever moves work, and of whoever reads over everybody."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class WorkWeightsQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("admin.enter") else self.none()

    def holding(self) -> Self:
        """The version that holds; none while nobody published one."""
        return self.filter(current=True)
