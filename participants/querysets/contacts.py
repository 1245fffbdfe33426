"""Reads of contacts and their regulated roles."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from participants.querysets.owned import OwnedQuerySet


class ContactQuerySet(OwnedQuerySet):
    def active(self) -> Self:
        return self.filter(active=True)


class ContactRoleQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        if not acting_for.narrowed:
            return rows
        return rows.filter(Q(registration=None) | Q(registration__in=acting_for.registration_ids))

    def on(self, day: date) -> Self:
        """Those held on a day by an active contact."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, contact__active=True)
