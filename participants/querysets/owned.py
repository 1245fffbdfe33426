"""Rows that belong to one participant: the scope that all of them share."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class OwnedQuerySet(RowQuerySet):
    """For models with a foreign key `participant`.

    `area`: what of the company's business the rows belong to; a membership limited to other areas sees none.
    """

    area: str = ""

    def visible_to(self, user: Any) -> Self:
        """Staff: of participants they may see. A participant's user: of the one acted for, as narrowed."""
        if user.is_staff:
            return self.of_participants_open_to(user)
        if user.acting_for is None or user.acting_for.participant_id is None:
            return self.none()
        return self.owned_by(user.acting_for)

    def of_participants_open_to(self, user: Any) -> Self:
        if user.can("participants.see_restricted"):
            return self.all()
        participants = self.model._meta.get_field("participant").related_model
        return self.filter(participant__in=participants.objects.ids_visible_to(user))

    def owned_by(self, acting_for: Any) -> Self:
        """Rows of the participant acted for; subclasses narrow further to registrations."""
        if self.area and not acting_for.covers(self.area):
            return self.none()
        return self.filter(participant_id=acting_for.participant_id)

    def of(self, participant: Any) -> Self:
        return self.filter(participant=participant)


class DeskQuerySet(OwnedQuerySet):
    """Rows about a participant that are the desk's own: its users read none, nor could they."""

    def owned_by(self, acting_for: Any) -> Self:
        return self.none()
