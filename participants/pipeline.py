"""The board's reads: every registration on its way to being qualified. Any number of rows, the same few statements."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from participants.choices import AssignmentKind, RegistrationStatus
from participants.models import Assignment, ChecklistItem, Registration
from participants.rules.checklist_moves import OPEN
from participants.rules.pipeline import Item, standing
from participants.rules.registration_moves import BEFORE_QUALIFIED

COLUMNS: Final = tuple(RegistrationStatus(status) for status in BEFORE_QUALIFIED)
CARDS: Final = 8
RECENT: Final = timedelta(days=30)
ENDS: Final = (RegistrationStatus.QUALIFIED, RegistrationStatus.WITHDRAWN)
# What is due first stands first; what has no date yet stands last.
UNDATED: Final = date.max
ORDER: Final = ("next_due", "id")


def on_the_way(user: Any) -> QuerySet[Registration]:
    """Registrations that are not qualified yet, as far as the person may see them, with `next_due`."""
    due = _open_items().values("checklist__registration").annotate(first=Min("due_on")).values("first")
    rows = Registration.objects.visible_to(user).filter(status__in=COLUMNS, participant__joined_into=None)
    return rows.annotate(next_due=Coalesce(Subquery(due), Value(UNDATED), output_field=DateField()))


def managed_by(rows: QuerySet[Registration], person: Any, *, stand_in: bool = False) -> QuerySet[Registration]:
    """Those of participants whose account manager the person is today; with `stand_in` or stands in for."""
    held = _managers()
    held = held.acted_on_by(person) if stand_in else held.filter(person=person)
    return rows.filter(Exists(held))


def counts(rows: QuerySet[Registration]) -> dict[str, int]:
    """How many are in each column."""
    counted = rows.order_by().values("status").annotate(count=Count("pk")).values_list("status", "count")
    return dict.fromkeys(COLUMNS, 0) | {RegistrationStatus(status): count for status, count in counted}


def first_cards(rows: QuerySet[Registration], today: date) -> dict[str, list[Registration]]:
    """The first cards of every column, in one statement for the rows and one for their items."""
    place = Window(RowNumber(), partition_by=[F("status")], order_by=[F(name).asc() for name in ORDER])
    found = with_standing(_shown(rows).annotate(place=place).filter(place__lte=CARDS).order_by(*ORDER), today)
    columns: dict[str, list[Registration]] = defaultdict(list)
    for row in found:
        columns[row.status].append(row)
    return columns


def column(rows: QuerySet[Registration], status: str) -> QuerySet[Registration]:
    """All of one column, as a list shows them."""
    return _shown(rows).filter(status=status)


def with_standing(rows: Iterable[Registration], today: date) -> list[Registration]:
    """The same rows, each with its `standing`; one statement for all their mandatory items."""
    found = list(rows)
    items: dict[int, list[Item]] = defaultdict(list)
    wanted = ChecklistItem.objects.filter(checklist__registration__in=[row.pk for row in found], mandatory=True)
    asked = ("requirement__title", "requirement__reviewers", "requirement__by_operator")
    for owner, code, state, due_on, waits_for, title, reviewers, ours in wanted.order_by("position").values_list(
        "checklist__registration", "code", "state", "due_on", "waits_for", *asked
    ):
        items[owner].append(Item(code, title, state, due_on, tuple(waits_for), tuple(reviewers), ours))
    for row in found:
        row.standing = standing(items[row.pk], today)
    return found


def lately_ended(rows: QuerySet[Registration], today: date) -> dict[str, int]:
    """How many of `rows` came to each end within the last days."""
    ended = rows.order_by().filter(status__in=ENDS, status_on__gt=today - RECENT)
    counted = dict(ended.values("status").annotate(count=Count("pk")).values_list("status", "count"))
    return {status.label: counted.get(status.value, 0) for status in ENDS}


def per_manager(rows: QuerySet[Registration], today: date) -> list[dict[str, Any]]:
    """For each account manager, the most loaded first: how many stand in each column, and how many are overdue."""
    held = _managers().order_by()
    late = Exists(_open_items().filter(due_on__lt=today))
    told = rows.order_by().annotate(
        manager=Subquery(held.values("person__name")[:1]), manager_ref=Subquery(held.values("person__ref")[:1]),
        late=late,
    )  # fmt: skip
    columns = {status.value: Count("pk", filter=Q(status=status)) for status in COLUMNS}
    grouped = told.values("manager", "manager_ref").annotate(
        total=Count("pk"), overdue=Count("pk", filter=Q(late=True)), **columns
    )
    return [
        row | {"columns": [row[status.value] for status in COLUMNS]} for row in grouped.order_by("-total", "manager")
    ]


def _shown(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """With what a card names."""
    manager = _managers().order_by().values("person__name")[:1]
    rows = rows.select_related("participant", "role", "checklist__flight")
    return rows.annotate(manager_name=Subquery(manager))


def _managers() -> QuerySet[Assignment]:
    return Assignment.objects.today().filter(participant=OuterRef("participant"), kind=AssignmentKind.PRIMARY)


def _open_items() -> QuerySet[ChecklistItem]:
    rows = ChecklistItem.objects.filter(checklist__registration=OuterRef("pk"), mandatory=True, state__in=OPEN)
    return rows.order_by()
