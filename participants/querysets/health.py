"""Reads of relationship health: for those of the staff alone who look after relationships, or oversee that."""

from datetime import date
from typing import Any, Self

from django.db.models import Case, CharField, F, Q, When

from participants.querysets.catalogs import CatalogQuerySet
from participants.querysets.owned import DeskQuerySet
from portal.lifecycle.rows import RowQuerySet
from portal.scoping.today import MarketToday

SEES = "participants.see_health"


class HealthRowQuerySet(DeskQuerySet):
    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user) if user.is_staff and user.can(SEES) else self.none()

    def day_before(self, today: date) -> Self:
        """Not reckoned on that day yet."""
        return self.filter(Q(day=None) | Q(day__lt=today))


class HealthQuerySet(HealthRowQuerySet):
    def marked(self) -> Self:
        """Each with `shown`: the mark that somebody set, while it holds, else the reckoned one."""
        return self.annotate(shown=shown_mark())

    def overridden(self) -> Self:
        return self.filter(override__isnull=False, override__expires_on__gte=MarketToday())


class OverrideQuerySet(HealthRowQuerySet):
    def in_force(self, day: date) -> Self:
        return self.filter(ended_at=None, expires_on__gte=day)


class DropQuerySet(HealthRowQuerySet):
    def standing(self) -> Self:
        """Not recovered from."""
        return self.filter(recovered_on=None)


class MeasureQuerySet(CatalogQuerySet):
    """What a relationship is judged by is the staff's own."""

    def visible_to(self, user: Any) -> RowQuerySet:
        return self.all() if user.is_staff else self.none()


def shown_mark(prefix: str = "") -> Case:
    """The mark a list shows, as an expression; `prefix` leads from the row at hand to its health."""
    holds = When(
        **{f"{prefix}override__isnull": False, f"{prefix}override__expires_on__gte": MarketToday()},
        then=F(f"{prefix}override__mark"),
    )
    return Case(holds, default=F(f"{prefix}mark"), output_field=CharField())
