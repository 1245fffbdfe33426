"""Reads of disclosures: the register is the staff's; of its lines each owner's administrators read their own."""

from typing import Any, Self

from participants.choices import MembershipKind
from participants.querysets.owned import OwnedQuerySet
from participants.rules.disclosure_moves import OPEN_STATES
from portal.lifecycle.rows import RowQuerySet


class DisclosureQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff else self.none()


class DisclosureLineQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        """Once its notice was sent: where the law forbids one, the owner never reads the line."""
        if acting_for.kind != MembershipKind.ADMIN or acting_for.narrowed:
            return self.none()
        return super().owned_by(acting_for).filter(noticed_at__isnull=False).only(*OWNERS_FIELDS)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def over(self) -> Self:
        return self.exclude(state__in=OPEN_STATES)


class DisclosureItemQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        """With the lines that the owner reads."""
        lines = self.model._meta.get_field("line").related_model
        return super().owned_by(acting_for).filter(line__in=lines.objects.all().owned_by(acting_for).values("pk"))


OWNERS_FIELDS = (
    "ref", "participant", "state", "requester", "requester_kind", "authority", "what", "noticed_at", "objects_until",
    "objection", "objected_at", "decided_at", "reason", "disclosed_on",
)  # fmt: skip
