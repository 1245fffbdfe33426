"""On a participant's page: the plan of today, else the next or the last one, and how far it is."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from participants import participant_reading, permissions
from participants.models import AccountPlan, Participant
from participants.plan_lists import with_figures
from portal.lifecycle.rows_along import RowsAlong
from portal.scoping.today import MarketToday, market_day

FIGURES: Final = ("pending", "agreed", "task_count", "done_count", "late_count")


def read_along() -> None:
    """The plans come with the participant, so that the panel needs no statement."""
    participant_reading.also(PLANS.name, PLANS.expression)


def _latest_first(user: Any) -> QuerySet[AccountPlan]:
    rows = with_figures(AccountPlan.objects.visible_to(user), MarketToday())
    return rows.order_by("-starts_on", "-id")


PLANS: Final = RowsAlong(
    "plan_rows",
    AccountPlan,
    ("ref", "title", "starts_on", "ends_on", "owner__name", *FIGURES),
    _latest_first,
    of="participant",
    most=4,
)


def plans_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    today, rows = market_day(timezone.now()), PLANS.read(participant)
    plan = next((row for row in rows if row.starts_on <= today <= row.ends_on), rows[0] if rows else None)
    return {
        "plan": plan,
        "others": [row for row in rows if row is not plan],
        "today": today,
        "may_write": permissions.can_edit(request.user, participant, assigned=participant.assigned),
    }
