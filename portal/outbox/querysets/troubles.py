"""Reads of addresses at which mail does not arrive."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class AddressTroubleQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: they meet the address on a contact or member they may see."""
        return self.all() if user.is_staff else self.none()

    def open(self) -> Self:
        return self.filter(cleared_at=None)
