"""Reads of saved views."""

from typing import Any, Self

from django.db.models import Q

from accounts.choices import Sharing
from portal.lifecycle.rows import RowQuerySet


class SavedViewQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: one's own, those shared with the team one is in, and those shared with everybody."""
        if not user.is_staff:
            return self.none()
        shared = Q(sharing=Sharing.ALL)
        if user.team_id is not None:
            shared |= Q(sharing=Sharing.TEAM, team=user.team_id)
        return self.filter(Q(owner=user.pk) | shared)

    def of_list(self, noun: str) -> Self:
        return self.filter(noun=noun)
