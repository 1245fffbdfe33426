"""Reads of letters."""

from typing import Any, Self

from participants.querysets.owned import OwnedQuerySet


class LetterQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who may see the participant; participants read what arrived in their own mailbox."""
        return self.of_participants_open_to(user) if user.can("participants.view") else self.none()
