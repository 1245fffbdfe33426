"""Reads of clocks."""

from typing import Any, Self

from portal.calendars.choices import ClockState
from portal.lifecycle import subjects
from portal.lifecycle.rows import RowQuerySet


class ClockQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Clocks of the things the person may see; a participant's user reads none that is the desk's own."""
        rows = self if user.is_staff else self.filter(inner=False)
        return rows.filter(subjects.condition(user, "subject_type", "subject_ref"))

    def of(self, subject: Any) -> Self:
        return self.filter(subject_ref=subject.ref)

    def open(self) -> Self:
        return self.exclude(state=ClockState.STOPPED)
