"""Reads of the settlement calendar: a public catalog; who brought which file is the staff's own."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class SettlementDateQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_authenticated else self.none()

    def holding(self) -> Self:
        """What no newer version has replaced."""
        return self.filter(replaced_at=None)

    def of_days(self, days: Iterable[date]) -> Self:
        return self.filter(operating_day__in=set(days))


class SettlementImportQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("issues.view") else self.none()
