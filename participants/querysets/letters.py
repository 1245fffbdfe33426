"""Reads of letters, of what came back, and of the templates they begin from."""

from typing import Any, Self

from participants.querysets.owned import OwnedQuerySet
from portal.lifecycle.rows import RowQuerySet


class LetterQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who may see the participant; participants read what arrived in their own mailbox."""
        return self.of_participants_open_to(user) if user.can("participants.view") else self.none()


class LetterTemplateQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The staff's own; participants' users read none."""
        return self.all() if user.is_staff and user.can("participants.view") else self.none()

    def in_use(self) -> Self:
        return self.filter(ended_at=None)
