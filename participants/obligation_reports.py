"""How much is late and near for each account manager, in a fixed number of statements and in the reader's own scope."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from participants.choices import AssignmentKind
from participants.models import Assignment, Obligation


@dataclass(frozen=True, slots=True)
class Owed:
    """Of the participants of one account manager; without a name: nobody looks after them."""

    ref: str
    name: str
    late: int
    soon: int


def owed_by_manager(user: Any, day: date, near: int) -> list[Owed]:
    """What is not filed though its day has passed, or comes within `near` days; two statements. Most late first."""
    rows = Obligation.objects.visible_to(user).owed().filter(due_on__lte=day + timedelta(near))
    counts = {"late": Count("pk", filter=Q(due_on__lt=day)), "all": Count("pk")}
    counted = rows.order_by().values("participant_id").annotate(**counts)
    owed = {row["participant_id"]: (row["late"], row["all"] - row["late"]) for row in counted}
    held = Assignment.objects.on(day).filter(kind=AssignmentKind.PRIMARY, participant__in=owed)
    named = held.values_list("participant_id", "person__ref", "person__name")
    managers = {participant_id: (ref, name) for participant_id, ref, name in named}
    late: Counter[tuple[str, str]] = Counter()
    soon: Counter[tuple[str, str]] = Counter()
    for participant_id, (late_ones, soon_ones) in owed.items():
        manager = managers.get(participant_id, ("", ""))
        late[manager] += late_ones
        soon[manager] += soon_ones
    found = [Owed(*manager, late[manager], soon[manager]) for manager in late]
    return sorted(found, key=lambda one: (-one.late, -one.soon, one.name))
