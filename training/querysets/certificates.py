"""Reads of certificates, and of which requirements they prove."""

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from participants.querysets.owned import OwnedQuerySet
from training.querysets.enrollments import own_or_all


class CertificateQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(own_or_all(acting_for))

    def of_participants_open_to(self, user: Any) -> Self:
        """Who runs the training sees all of it, whoever looks after the company."""
        return self.all() if user.can("training.manage") else super().of_participants_open_to(user)

    def standing(self) -> Self:
        """Those that were not revoked, expired or not."""
        return self.filter(revoked_at=None)

    def in_force(self, day: date) -> Self:
        return self.standing().filter(Q(expires_on=None) | Q(expires_on__gte=day))

    def expired(self, day: date) -> Self:
        return self.standing().filter(expires_on__lt=day)

    def expiring(self, first: date, last: date) -> Self:
        """Those whose last day lies between the two, both included."""
        return self.standing().filter(expires_on__gte=first, expires_on__lte=last)


class EvidenceQuerySet(QuerySet):
    """Which courses prove a requirement is nobody's secret."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_authenticated else self.none()

    def in_use(self) -> Self:
        return self.filter(active=True)


class NumbersQuerySet(QuerySet):
    """Counts that only the issuing action reads."""

    def visible_to(self, user: Any) -> Self:
        return self.none()
