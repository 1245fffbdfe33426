"""Reads of interactions."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.querysets.owned import DeskQuerySet


class InteractionQuerySet(DeskQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who may see the participant; participants' users read none: these are the desk's own."""
        return self.of_participants_open_to(user) if user.can("participants.view") else self.none()

    def standing(self) -> Self:
        """Without those that were written down by mistake."""
        return self.filter(struck_at=None)

    def with_person(self, user: Any) -> Self:
        """Those that the colleague wrote down or took part in."""
        people = self.model._meta.get_field("people").related_model
        took_part = people.objects.filter(interaction=OuterRef("pk"), colleague=user)
        return self.filter(Q(written_by=user) | Exists(took_part))


class InteractionPersonQuerySet(QuerySet):
    """Parts of an interaction, read through it."""
