"""Reads of calendars: a public catalog, everyone may read all of it."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class CalendarQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Working time is no secret."""
        return self.all()


class CalendarVersionQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all()

    def current(self) -> Self:
        return self.filter(current=True)
