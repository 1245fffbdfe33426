"""Reads of calendars: a public catalog, everyone may read all of it."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class CalendarQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Working time is no secret."""
        return self.all()

    def locked(self) -> Self:
        """Kept from being published by somebody else until the transaction ends.

        Rows that refer to a calendar are written meanwhile: a clock that is moved along holds its version, which the
        publishing waits for, and must not wait for the publishing in turn.
        """
        return self.select_for_update(of=("self",), no_key=True)

    def lock(self, pk: int) -> Any:
        return self.locked().get(pk=pk)


class CalendarVersionQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all()

    def current(self) -> Self:
        return self.filter(current=True)
