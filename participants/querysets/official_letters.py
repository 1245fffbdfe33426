"""Reads of official letters."""

from typing import Any, Self

from participants.choices import AccessArea
from participants.querysets.owned import OwnedQuerySet


class OfficialLetterQuerySet(OwnedQuerySet):
    area = AccessArea.ACCESS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows.filter(registration__in=acting_for.registration_ids) if acting_for.narrowed else rows

    def newest(self) -> Self:
        return self.order_by("-issued_at", "-id")
