"""Reads of what registrations must bring: a public catalog, everybody signed in may read all of it."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet


class PublicCatalogQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What the operator asks for is no secret."""
        return self.all()


class RequirementBlockQuerySet(PublicCatalogQuerySet):
    """All blocks."""


class BlockVersionQuerySet(PublicCatalogQuerySet):
    def current(self) -> Self:
        return self.filter(current=True)

    def coming(self) -> Self:
        """Published for a later day."""
        return self.filter(coming=True)

    def to_hold_on(self, day: date) -> Self:
        """Those that hold now, and before them those that come by that day."""
        return self.filter(Q(current=True) | Q(coming=True, effective_from__lte=day)).order_by("block", "-number")


class RequirementQuerySet(PublicCatalogQuerySet):
    def current(self) -> Self:
        """What is asked for now."""
        return self.filter(version__current=True)

    def in_order(self) -> Self:
        """Block after block, as one works through them."""
        return self.order_by("version__block__order", "version__block__code", "position")
