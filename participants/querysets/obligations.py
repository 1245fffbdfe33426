"""Reads of obligations and of what was handed in for them."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from participants.choices import AccessArea, ObligationState
from participants.querysets.owned import OwnedQuerySet
from participants.rules.obligation_moves import OWED, SETTLED, UNSETTLED


def _narrowed(acting_for: Any, prefix: str = "") -> Q:
    """A narrowed membership: what is owed for its registrations and their resources, nothing of the whole company."""
    ids = acting_for.registration_ids
    return Q(**{f"{prefix}registration__in": ids}) | Q(**{f"{prefix}resource__registration__in": ids})


class ObligationQuerySet(OwnedQuerySet):
    area = AccessArea.OBLIGATIONS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows.filter(_narrowed(acting_for)) if acting_for.narrowed else rows

    def owed(self) -> Self:
        """Something is left to be filed."""
        return self.filter(state__in=OWED)

    def unsettled(self) -> Self:
        """To be filed or to be looked at."""
        return self.filter(state__in=UNSETTLED)

    def settled(self) -> Self:
        return self.filter(state__in=SETTLED)

    def to_review(self) -> Self:
        return self.filter(state=ObligationState.SUBMITTED)

    def late(self, today: date) -> Self:
        """Not filed though the day has passed."""
        return self.owed().filter(due_on__lt=today)

    def open_on(self, day: date) -> Self:
        """Owed ones whose window has begun."""
        return self.owed().filter(Q(opens_on=None) | Q(opens_on__lte=day))

    def upcoming(self, day: date) -> Self:
        """Owed ones whose window begins later."""
        return self.owed().filter(opens_on__gt=day)

    def reviewed_by(self, department: str) -> Self:
        """Those whose type the department looks at."""
        return self.filter(type__reviewers__contains=[department])


class OfObligationQuerySet(OwnedQuerySet):
    """Rows of an obligation follow it."""

    area = AccessArea.OBLIGATIONS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows.filter(_narrowed(acting_for, "obligation__")) if acting_for.narrowed else rows


class EvidenceQuerySet(OwnedQuerySet):
    """Files follow the obligation of their round."""

    area = AccessArea.OBLIGATIONS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows.filter(_narrowed(acting_for, "round__obligation__")) if acting_for.narrowed else rows
