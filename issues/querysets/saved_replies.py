"""Reads of saved replies: one's team's, and everybody's."""

from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet


class SavedReplyQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Of the staff who read issues: everybody's, the own team's, and all for whoever oversees issues."""
        if not user.is_staff or not user.can("issues.view"):
            return self.none()
        if user.can("issues.oversee"):
            return self.all()
        own = Q(team=None) | Q(team=user.team_id) if user.team_id is not None else Q(team=None)
        return self.filter(own)

    def in_use(self) -> Self:
        return self.filter(ended_at=None)
