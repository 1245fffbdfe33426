"""Reads of access reviews: the desk's, and of the company its administrators'."""

from typing import Any, Self

from participants.choices import MembershipKind
from participants.querysets.owned import OwnedQuerySet


class _OfAdministrators(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        """Whoever administers the whole company."""
        if acting_for.kind != MembershipKind.ADMIN or acting_for.narrowed:
            return self.none()
        return super().owned_by(acting_for)


class AccessReviewQuerySet(_OfAdministrators):
    def open(self) -> Self:
        return self.filter(attested_at=None)

    def attested(self) -> Self:
        return self.exclude(attested_at=None)


class AccessReviewLineQuerySet(_OfAdministrators):
    def undecided(self) -> Self:
        return self.filter(decision="")
