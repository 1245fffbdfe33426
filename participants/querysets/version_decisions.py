"""Reads of decisions about new versions."""

from typing import Any, Self

from participants.querysets.owned import OwnedQuerySet


class VersionDecisionQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: of participants they may see. Participants' users read what follows on their items instead."""
        return self.of_participants_open_to(user) if user.can("participants.view") else self.none()
