"""Reads of memberships."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from participants.querysets.owned import OwnedQuerySet


class MembershipQuerySet(OwnedQuerySet):
    def valid_on(self, day: date) -> Self:
        """Whoever may act on a day: in force, and not suspended."""
        return self.standing_on(day).filter(suspended_at=None)

    def standing_on(self, day: date) -> Self:
        """In force on a day, suspended or not: own dates hold, not ended, and an agent's agency stands."""
        agency = Q(agency=None) | (
            Q(agency__withdrawn_at=None, agency__starts_on__lte=day)
            & (Q(agency__ends_on=None) | Q(agency__ends_on__gte=day))
        )
        return self.filter(agency, Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ended_at=None)

    def of_user(self, user: Any) -> Self:
        """All memberships of one person, whichever participant: for choosing whom to act for."""
        return self.filter(user=user, participant__joined_into=None).select_related("participant")
