"""A month of obligations: what is due, and which windows open, on each day. The same few statements for any number."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Min, Q, QuerySet

from participants.choices import ObligationState
from participants.models import Obligation
from participants.rules.months import Day, Month, weeks_of
from participants.rules.obligation_moves import OWED

GONE: Final = (ObligationState.EXCUSED, ObligationState.CANCELED)
DUE, OPENS = "due", "opens"


@dataclass(frozen=True, slots=True)
class Entry:
    """All obligations of one type that are due, or whose window opens, on one day."""

    kind: str
    day: date
    code: str
    name: str
    total: int
    left: int
    first_ref: str

    @property
    def only_ref(self) -> str:
        """The reference of the one that it stands for; empty where it stands for several."""
        return self.first_ref if self.total == 1 else ""

    @property
    def is_done(self) -> bool:
        return self.kind == DUE and not self.left

    def is_late(self, today: date) -> bool:
        return self.kind == DUE and self.left > 0 and self.day < today


def month_page(rows: QuerySet[Obligation], month: Month, today: date) -> dict[str, Any]:
    """The context of a month: its weeks for the table and its days with something on them for the agenda."""
    found = _entries(rows, month, DUE) + _entries(rows, month, OPENS)
    weeks = weeks_of(month, today)
    days: dict[date, Day] = {day.day: day for week in weeks for day in week if day.own}
    for entry in found:
        days[entry.day].entries.append((entry, entry.is_late(today)))
    return {"month": month, "weeks": weeks, "agenda": [day for day in days.values() if day.entries]}


def _entries(rows: QuerySet[Obligation], month: Month, kind: str) -> list[Entry]:
    column = {DUE: "due_on", OPENS: "opens_on"}[kind]
    rows = rows.exclude(state__in=GONE).filter(**{f"{column}__range": (month.first, month.last)})
    grouped = rows.order_by().values(column, "type__code", "type__name", "type__order")
    counted = grouped.annotate(total=Count("pk"), left=Count("pk", filter=Q(state__in=OWED)), first_ref=Min("ref"))
    return [
        Entry(kind, row[column], row["type__code"], row["type__name"], row["total"], row["left"], row["first_ref"])
        for row in counted.order_by(column, "type__order", "type__code")
    ]
