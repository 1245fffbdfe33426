"""Reading one participant for its page at the desk, with small facts of later apps, in one statement.

A part of the portal may have a fact of its own read along, so that its panel needs no statement:

    participant_reading.also("needs", lambda user: Subquery(... OuterRef("pk") ...))

The panel then finds it as `participant.needs`. Whoever sees the page sees the fact, so an expression names only what
is open to the reader.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum

from participants.models import Assignment, BankAccount, Participant, Resource

_also: dict[str, Callable[[Any], Any]] = {}


def also(name: str, expression: Callable[[Any], Any]) -> None:
    """Have an expression read with the participant; the same name again replaces it."""
    _also[name] = expression


def for_section(rows: QuerySet[Participant], user: Any) -> QuerySet[Participant]:
    """Participants, each with what the frame of its pages needs: `assigned` is whether the person acts for it today."""
    assigned = Assignment.objects.filter(participant=OuterRef("pk")).today().acted_on_by(user)
    rows = rows.select_related("counter_party", "complexity", "health__override").defer("health__measures")
    return rows.annotate(assigned=Exists(assigned))


def for_overview(rows: QuerySet[Participant], user: Any) -> QuerySet[Participant]:
    """The same with all that stands on the overview."""
    units = Resource.objects.visible_to(user).filter(participant=OuterRef("pk"), active=True)
    units = units.order_by().values("participant")
    account = BankAccount.objects.visible_to(user).filter(participant=OuterRef("pk")).in_force()
    return for_section(rows, user).annotate(
        units=Subquery(units.annotate(number=Count("pk")).values("number")),
        capacity=Subquery(units.annotate(capacity=Sum("capacity_mw")).values("capacity")),
        account_last_four=Subquery(account.values("last_four")),
        account_since=Subquery(account.values("starts_on")),
        **{name: expression(user) for name, expression in _also.items()},
    )
