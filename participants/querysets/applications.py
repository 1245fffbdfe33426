"""Reads of applications."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from participants.choices import ApplicationState
from participants.rules.application_moves import DECIDED, TO_DECIDE
from portal.lifecycle.rows import RowQuerySet
from portal.scoping.today import MarketToday

TODAY = MarketToday()


class ApplicationQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Account managers, supervisors and auditors; one that became a participant as far as that is open to them."""
        if not user.is_staff or not user.can("applications.view"):
            return self.none()
        if user.can("participants.see_restricted"):
            return self.all()
        participants = self.model._meta.get_field("participant").related_model
        return self.filter(Q(participant=None) | Q(participant__in=participants.objects.ids_visible_to(user)))

    def to_decide(self) -> Self:
        return self.filter(state__in=TO_DECIDE)

    def decided(self) -> Self:
        return self.filter(state__in=DECIDED)

    def in_state(self, *states: ApplicationState) -> Self:
        return self.filter(state__in=states)

    def unassigned(self) -> Self:
        return self.to_decide().filter(account_manager=None)

    def acted_on_by(self, user: Any) -> Self:
        """The person's own, and those of absent colleagues the person stands in for today."""
        people = self.model._meta.get_field("account_manager").related_model
        absences = people._meta.get_field("absences").related_model
        away = absences.objects.filter(
            person=OuterRef("account_manager"), stand_in=user.pk, starts_on__lte=TODAY, ends_on__gte=TODAY
        )
        return self.filter(Q(account_manager=user.pk) | Exists(away))

    def matching(self, words: str) -> Self:
        """By parts of company, contact or e-mail address."""
        return self.filter(Q(company__icontains=words) | Q(contact_name__icontains=words) | Q(email__icontains=words))

    def since(self, at: datetime) -> Self:
        return self.filter(received_at__gt=at)

    def with_network(self) -> Self:
        """Those whose client's network is still kept."""
        return self.exclude(client_network="")
