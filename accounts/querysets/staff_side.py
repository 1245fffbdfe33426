"""Reads of what concerns staff only: absences, mentor pairs, teams."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from accounts.rules.capabilities import LEVELS
from portal.lifecycle.rows import RowQuerySet
from portal.scoping.today import MarketToday

TODAY = MarketToday()


class StaffSideQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """All staff; participants' users nothing."""
        return self.all() if user.is_staff else self.none()


class LevelRightsQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever oversees the staff: supervisors, auditors, and the levels that do."""
        return self.all() if user.can("staff.view") else self.none()

    def of_all(self) -> list[Any]:
        """One of each level, in their order; one that nobody ever loaded is as the default has it."""
        found = {row.level: row for row in self}
        return [found.get(level) or self.model(level=level) for level in LEVELS]


class DatedStaffSideQuerySet(StaffSideQuerySet):
    """With a first and a last day; no last day means open."""

    def on(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def today(self) -> Self:
        """Those in force today by the market's calendar."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=TODAY), starts_on__lte=TODAY)

    def not_over(self, day: date) -> Self:
        """In force on a day or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))
