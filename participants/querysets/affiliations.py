"""Reads of affiliations."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from participants.querysets.owned import OwnedQuerySet


class AffiliationQuerySet(OwnedQuerySet):
    """Staff read those whose companies are both open to them; a company reads what it declared itself."""

    def of_participants_open_to(self, user: Any) -> Self:
        """Shown when both companies may be seen: a row names the two."""
        if user.can("participants.see_restricted"):
            return self.all()
        open_ = self.model._meta.get_field("participant").related_model.objects.ids_visible_to(user)
        return self.filter(Q(other=None) | Q(other__in=open_), participant__in=open_)

    def owned_by(self, acting_for: Any) -> Self:
        """What the company told of itself; a narrowed membership reads none."""
        return self.none() if acting_for.narrowed else self.filter(told_by_id=acting_for.participant_id)

    def of(self, participant: Any) -> Self:
        return self.filter(Q(participant=participant) | Q(other=participant))

    def on(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))
