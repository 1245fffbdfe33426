"""Reads of escalations and systemic issues: the staff's own."""

from typing import Any, Self

from issues.choices import DeliveryState, SystemicState
from participants.querysets.owned import OwnedQuerySet
from portal.lifecycle.rows import RowQuerySet


class EscalationQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """With the issue; participants' users are told there are none."""
        if not user.is_staff or not user.can("issues.view"):
            return self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        return self.none()

    def still_open(self) -> Self:
        return self.filter(ended_at=None)

    def ended(self) -> Self:
        return self.filter(ended_at__isnull=False)

    def without_plan(self) -> Self:
        """Open ones for which nobody has written a resolution plan."""
        return self.still_open().filter(plan="")


class SystemicQuerySet(RowQuerySet):
    """One cause behind the issues of many participants."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("issues.view") else self.none()

    def still_open(self) -> Self:
        return self.filter(state=SystemicState.OPEN)


class SystemicPartQuerySet(SystemicQuerySet):
    """What hangs on a systemic issue and names no participant."""


class SystemicMemberQuerySet(OwnedQuerySet):
    """Issues joined to a cause: of participants open to the reader."""

    def visible_to(self, user: Any) -> Self:
        if not user.is_staff or not user.can("issues.view"):
            return self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        return self.none()

    def joined(self) -> Self:
        return self.filter(left_at=None)


class DeliveryQuerySet(SystemicMemberQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=DeliveryState.WAITING)
