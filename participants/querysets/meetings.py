"""Reads of meetings and of who is invited to them."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from participants.choices import MeetingState
from participants.querysets.owned import OwnedQuerySet


class MeetingQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: of participants they may see. A participant's user: what this very person is invited to."""
        if user.is_staff:
            return self.of_participants_open_to(user) if user.can("participants.view") else self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        guests = self.model._meta.get_field("guests").related_model
        invited = guests.objects.filter(guests.objects.being(acting_for.user_id), meeting=OuterRef("pk"))
        return super().owned_by(acting_for).filter(Exists(invited))

    def of_person(self, user: Any) -> Self:
        """Those that a colleague organizes or is invited to."""
        guests = self.model._meta.get_field("guests").related_model
        invited = guests.objects.filter(meeting=OuterRef("pk"), person=user, removed_at=None)
        return self.filter(Q(organizer=user) | Exists(invited))

    def planned(self) -> Self:
        return self.filter(state=MeetingState.PLANNED)

    def ahead(self, now: datetime) -> Self:
        """Planned and not over yet."""
        return self.planned().filter(ends_at__gt=now)

    def to_write_up(self, now: datetime) -> Self:
        """Over, and nobody has written down what came of it."""
        return self.planned().filter(ends_at__lte=now)


class GuestQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: of participants they may see. A participant's user: the own invitations."""
        if user.is_staff:
            return self.of_participants_open_to(user) if user.can("participants.view") else self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(self.being(acting_for.user_id))

    def being(self, user_id: int) -> Q:
        """The condition "this person is the guest, and still invited"."""
        return Q(removed_at=None) & (Q(person=user_id) | Q(contact__user=user_id))

    def invited(self) -> Self:
        return self.filter(removed_at=None)
