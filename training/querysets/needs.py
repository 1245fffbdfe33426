"""Reads of training needs: the desk's own; of single cases only those of participants that are open to the person."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from participants.querysets.owned import DeskQuerySet, OwnedQuerySet
from training.choices import NeedState
from training.rules.need_moves import ENDED, STILL_OPEN


class TrainingNeedQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: those of the market, and those of participants they may see. Participants' users read none."""
        return self.of_participants_open_to(user) if user.is_staff and user.can("training.view") else self.none()

    def of_participants_open_to(self, user: Any) -> Self:
        if user.can("participants.see_restricted"):
            return self.all()
        participants = self.model._meta.get_field("participant").related_model
        return self.filter(Q(participant=None) | Q(participant__in=participants.objects.ids_visible_to(user)))

    def still_open(self) -> Self:
        return self.filter(state__in=STILL_OPEN)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def market_wide(self) -> Self:
        return self.filter(participant=None)

    def quiet(self, now: datetime) -> Self:
        """Dismissed ones whose cases are not to be suggested again yet."""
        return self.filter(state=NeedState.DISMISSED, quiet_until__gt=now)

    def to_measure(self, now: datetime) -> Self:
        """Held ninety days ago or longer, the longest ago first."""
        return self.filter(state=NeedState.HELD, measure_at__lte=now).order_by("measure_at", "id")


class NeedEvidenceQuerySet(DeskQuerySet):
    """Who may not see a participant learns how many cases there are, and not whose."""

    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user) if user.is_staff and user.can("training.view") else self.none()
