"""Reads of registrations."""

from typing import Any, Self

from participants.choices import RegistrationStatus
from participants.querysets.owned import OwnedQuerySet

ENDED = (RegistrationStatus.TERMINATED, RegistrationStatus.WITHDRAWN)


class RegistrationQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows.filter(pk__in=acting_for.registration_ids) if acting_for.narrowed else rows

    def standing(self) -> Self:
        """Neither terminated nor withdrawn."""
        return self.exclude(status__in=ENDED)

    def no_longer_listed(self) -> Self:
        """Standing ones that vanished from a newer complete list."""
        return self.standing().filter(missing_since__isnull=False)
