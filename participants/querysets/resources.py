"""Reads of resources."""

from typing import Any, Self

from participants.querysets.owned import OwnedQuerySet


class ResourceQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows.filter(registration__in=acting_for.registration_ids) if acting_for.narrowed else rows
