"""Reads of agencies."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from participants.querysets.owned import OwnedQuerySet


class AgencyQuerySet(OwnedQuerySet):
    def of_participants_open_to(self, user: Any) -> Self:
        """Shown when both companies may be seen: a row names the two."""
        if user.can("participants.see_restricted"):
            return self.all()
        participants = self.model._meta.get_field("participant").related_model
        open_ = participants.objects.visible_to(user)
        return self.filter(Q(agent=None) | Q(agent__in=open_), participant__in=open_)

    def owned_by(self, acting_for: Any) -> Self:
        """Principal and agent both see it; a narrowed membership sees none."""
        if acting_for.narrowed:
            return self.none()
        return self.filter(Q(participant_id=acting_for.participant_id) | Q(agent_id=acting_for.participant_id))

    def of(self, participant: Any) -> Self:
        return self.filter(Q(participant=participant) | Q(agent=participant))

    def in_force(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, withdrawn_at=None)
