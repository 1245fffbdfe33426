"""Reads of changes and of what belongs to them."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from participants.choices import AccessArea, AcknowledgmentState, ChangeState
from participants.querysets.owned import OwnedQuerySet
from participants.rules.change_moves import ENDED, STILL_OPEN


class ChangeQuerySet(OwnedQuerySet):
    area = AccessArea.ACCESS

    def owned_by(self, acting_for: Any) -> Self:
        """Those of the company, but for the staff's own; a membership narrowed to registrations sees none."""
        return self.none() if acting_for.narrowed else super().owned_by(acting_for).filter(inner=False)

    def still_open(self) -> Self:
        return self.filter(state__in=STILL_OPEN)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def due(self, now: datetime) -> Self:
        """Approved, and their instant (or the next try) has come."""
        return self.filter(state=ChangeState.APPROVED, due_at__lte=now)


class ChangePartQuerySet(OwnedQuerySet):
    """Fields, signatures, steps, comments: seen with their change."""

    area = AccessArea.ACCESS

    def owned_by(self, acting_for: Any) -> Self:
        return self.none() if acting_for.narrowed else super().owned_by(acting_for).filter(change__inner=False)


class AcknowledgmentQuerySet(OwnedQuerySet):
    """Two companies see the row: whose change it is, and the QSE that is asked."""

    area = AccessArea.ACCESS

    def of_participants_open_to(self, user: Any) -> Self:
        if user.can("participants.see_restricted"):
            return self.all()
        open_ = self.model._meta.get_field("participant").related_model.objects.visible_to(user)
        return self.filter(participant__in=open_, representative__in=open_)

    def owned_by(self, acting_for: Any) -> Self:
        if acting_for.narrowed or not acting_for.covers(self.area):
            return self.none()
        own = acting_for.participant_id
        return self.filter(Q(participant_id=own) | Q(representative_id=own))

    def waiting(self) -> Self:
        return self.filter(state=AcknowledgmentState.ASKED)


class BankAccountQuerySet(OwnedQuerySet):
    area = AccessArea.ACCESS

    def visible_to(self, user: Any) -> Self:
        """Never with the numbers: what is sealed is left in the database."""
        return super().visible_to(user).masked()

    def owned_by(self, acting_for: Any) -> Self:
        return self.none() if acting_for.narrowed else super().owned_by(acting_for)

    def masked(self) -> Self:
        return self.defer("sealed")

    def in_force(self) -> Self:
        return self.filter(starts_on__isnull=False, ends_on=None)
