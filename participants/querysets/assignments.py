"""Reads of assignments."""

from datetime import date
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from participants.querysets.owned import OwnedQuerySet
from portal.scoping.today import MarketToday

TODAY = MarketToday()


class AssignmentQuerySet(OwnedQuerySet):
    def on(self, day: date) -> Self:
        """Those in force on a day: who was responsible then."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def today(self) -> Self:
        """Those in force today by the market's calendar."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=TODAY), starts_on__lte=TODAY)

    def not_over(self, day: date) -> Self:
        """Those in force on the day or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def to_hand_over(self, day: date) -> Self:
        """Those of people whose account was closed: the queue of work waiting for a successor."""
        return self.not_over(day).filter(person__is_active=False, participant__joined_into=None)

    def acted_on_by(self, user: Any) -> Self:
        """The person's own, and those of absent colleagues the person stands in for today."""
        people = self.model._meta.get_field("person").related_model
        absences = people._meta.get_field("absences").related_model
        away = absences.objects.filter(
            person=OuterRef("person"), stand_in=user.pk, starts_on__lte=TODAY, ends_on__gte=TODAY
        )
        return self.filter(Q(person=user.pk) | Exists(away))
