"""Reads of campaigns."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class CampaignQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff; its figures are counted over the obligations that the person may see."""
        return self.all() if user.can("participants.view") else self.none()
