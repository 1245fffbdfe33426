"""Reads of hand-overs and of participants nobody looks after: the staff's own."""

from datetime import date, datetime
from typing import Any, Self

from django.db.models import F, Q

from participants.choices import HandOverState
from participants.querysets.owned import DeskQuerySet
from participants.rules.hand_over_moves import COMES_BACK, LIVE
from portal.lifecycle.rows import RowQuerySet


class HandOverQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Who hands over, who takes over, whoever prepared it, and who oversees all participants."""
        if not user.is_staff or not user.can("participants.view"):
            return self.none()
        if user.can("participants.see_restricted"):
            return self.all()
        return self.filter(Q(person=user.pk) | Q(receiver=user.pk) | Q(prepared_by=user.pk))

    def live(self) -> Self:
        """Prepared or running."""
        return self.filter(state__in=LIVE)

    def to_begin(self, today: date) -> Self:
        return self.filter(state=HandOverState.PREPARED, starts_on__lte=today)

    def hindered(self, today: date) -> Self:
        """Whose first day has come, and which did not begin."""
        return self.to_begin(today).exclude(trouble="")

    def to_return(self, today: date) -> Self:
        """Running ones whose last day is over, or whose absence ended earlier or was called off."""
        over = Q(ends_on__lt=today) | Q(absence__ends_on__lt=today)
        return self.filter(over, kind__in=COMES_BACK, state=HandOverState.RUNNING)

    def of_changed_absences(self) -> Self:
        """Those whose absence was called off, or lasts to another day than it did."""
        changed = Q(absence=None) | ~Q(absence__ends_on=F("ends_on"))
        return self.live().filter(changed, kind="absence")


class OfHandOverQuerySet(DeskQuerySet):
    """Lines and notes: of hand-overs one may read, and of participants one may see."""

    def visible_to(self, user: Any) -> Self:
        hand_overs = self.model._meta.get_field("hand_over").related_model
        return super().visible_to(user).filter(hand_over__in=hand_overs.objects.visible_to(user))


class GapQuerySet(DeskQuerySet):
    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user) if user.is_staff and user.can("participants.view") else self.none()

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def closed_since(self, instant: datetime) -> Self:
        return self.filter(closed_at__gte=instant)
