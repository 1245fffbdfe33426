"""Reads of the audit trail."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Supervisors and auditors read the whole trail; others read it through a participant's page."""
        return self.all() if user.can("audit.view") else self.none()

    def concerning(self, participant_id: int) -> Self:
        """Everything recorded about one participant's data; call it for a participant already scoped."""
        return self.filter(participant_id=participant_id)

    def since(self, instant: datetime | date) -> Self:
        return self.filter(at__gte=instant)


class SealQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever reads the whole trail reads its seals."""
        return self.all() if user.can("audit.view") else self.none()

    def light(self) -> Self:
        """Without the lists of events and leaves, which are long."""
        return self.defer("event_ids", "leaves")

    def touching(self, first: int, last: int) -> Self:
        """Those that may hold an event with an id from `first` to `last`."""
        return self.filter(first_id__lte=last, last_id__gte=first).order_by("number")


class RowChangeQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever reads the whole trail reads what rows were before."""
        return self.all() if user.can("audit.view") else self.none()

    def about(self, table: str, key: int, parts: Sequence[str] = ()) -> Self:
        """The changes of one row, and of its parts in other tables."""
        return self.filter(Q(table=table, row_id=key) | Q(table__in=parts, whole_id=key))
