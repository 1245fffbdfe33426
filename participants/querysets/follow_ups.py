"""Reads of follow-ups."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from participants.choices import FollowUpState
from participants.querysets.owned import OwnedQuerySet
from participants.rules.follow_up_moves import ENDED, STILL_OPEN
from portal.scoping.today import MarketToday

TODAY = MarketToday()


class FollowUpQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: of participants they may see. Participants' users read none: these are the desk's own."""
        return self.of_participants_open_to(user) if user.can("participants.view") else self.none()

    def still_open(self) -> Self:
        """Open or waiting."""
        return self.filter(state__in=STILL_OPEN)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def waiting(self) -> Self:
        return self.filter(state=FollowUpState.WAITING)

    def overdue(self, today: date) -> Self:
        """To be done on a day that has passed."""
        return self._to_do().filter(due_on__lt=today)

    def due_today(self, today: date) -> Self:
        return self._to_do().filter(due_on=today)

    def due(self, today: date) -> Self:
        """Overdue or due today: what one turns to first."""
        return self._to_do().filter(due_on__lte=today)

    def upcoming(self, today: date) -> Self:
        return self._to_do().filter(due_on__gt=today)

    def acted_on_by(self, user: Any) -> Self:
        """The person's own, and those of absent colleagues the person stands in for today."""
        people = self.model._meta.get_field("responsible").related_model
        absences = people._meta.get_field("absences").related_model
        away = absences.objects.filter(
            person=OuterRef("responsible"), stand_in=user.pk, starts_on__lte=TODAY, ends_on__gte=TODAY
        )
        return self.filter(Q(responsible=user.pk) | Exists(away))

    def _to_do(self) -> Self:
        # The condition of the partial indexes stands beside the narrower one, so that the database uses them.
        return self.still_open().filter(state=FollowUpState.OPEN)
