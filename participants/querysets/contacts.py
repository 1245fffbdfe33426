"""Reads of contacts and their regulated roles."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from participants.querysets.owned import OwnedQuerySet


class ContactQuerySet(OwnedQuerySet):
    def active(self) -> Self:
        return self.filter(active=True)

    def there(self, day: date) -> Self:
        """People the company still has: in use and, where they sign in, with an open account and a membership."""
        return self.exclude(self._gone(day))

    def gone(self, day: date) -> Self:
        """People who left: taken out of use, account closed, or no membership left that runs or will run."""
        return self.filter(self._gone(day))

    def _gone(self, day: date) -> Q:
        memberships = self.model._meta.get_field("participant").related_model._meta.get_field("memberships")
        running = memberships.related_model.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), ended_at=None)
        own = running.filter(participant=OuterRef("participant"), user=OuterRef("user"))
        signs_in = Q(user__isnull=False)
        return Q(active=False) | signs_in & (Q(user__is_active=False) | ~Exists(own))


class ContactRoleQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        if not acting_for.narrowed:
            return rows
        return rows.filter(Q(registration=None) | Q(registration__in=acting_for.registration_ids))

    def on(self, day: date) -> Self:
        """Those held on a day by an active contact."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, contact__active=True)
