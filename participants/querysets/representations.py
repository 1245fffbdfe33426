"""Reads of representations: both parties of one see it."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from participants.querysets.owned import OwnedQuerySet


class RepresentationQuerySet(OwnedQuerySet):
    def of_participants_open_to(self, user: Any) -> Self:
        """Shown when both parties may be seen: a row names the two."""
        if user.can("participants.see_restricted"):
            return self.all()
        participants = self.model._meta.get_field("participant").related_model
        open_ = participants.objects.visible_to(user)
        return self.filter(participant__in=open_, representative__in=open_)

    def owned_by(self, acting_for: Any) -> Self:
        represented = Q(participant_id=acting_for.participant_id)
        representing = Q(representative_id=acting_for.participant_id)
        if acting_for.narrowed:
            ids = acting_for.registration_ids
            represented &= Q(registration_id__in=ids) | Q(resource__registration_id__in=ids)
            representing &= Q(representative_registration_id__in=ids)
        return self.filter(represented | representing)

    def of(self, participant: Any) -> Self:
        """Where the participant is either party."""
        return self.filter(Q(participant=participant) | Q(representative=participant))

    def on(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
