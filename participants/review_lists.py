"""The views of the reviewers' queue: a number on a home page counts the very rows that the list then shows."""

from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from participants import permissions
from participants.choices import ItemState
from participants.models import ChecklistItem, Waiver
from participants.querysets.registrations import ENDED

VIEWS: Final = {
    "ready": "To review",
    "blocked": "Waiting for other items",
    "returned": "Returned",
    "at_risk": "At risk",
    "late": "Late",
}
MINE, EVERYBODY = "me", "all"
# How a view is sorted: what waits longest first; each ends with something unique, and none of them is ever empty.
BY_WAIT: Final = {"waiting": ("submitted_at", "id")}
BY_AGE: Final = {"age": ("id",)}
BY_DAY: Final = {"day": ("due_on", "id")}
ORDERS: Final = {"ready": BY_WAIT, "blocked": BY_WAIT, "returned": BY_AGE, "at_risk": BY_AGE, "late": BY_DAY}


def reviewed_items(user: Any) -> QuerySet[ChecklistItem]:
    """Items the person may see, of registrations that have not ended."""
    return ChecklistItem.objects.visible_to(user).exclude(checklist__registration__status__in=ENDED)


def in_view(rows: QuerySet[ChecklistItem], view: str, today: date) -> QuerySet[ChecklistItem]:
    """One of the list's views."""
    match view:
        case "blocked":
            return rows.to_review().blocked()
        case "returned":
            return rows.filter(state=ItemState.RETURNED)
        case "at_risk":
            return rows.filter(state=ItemState.AT_RISK)
        case "late":
            return rows.open().filter(due_on__lt=today)
    return rows.to_review().unblocked()


def of_whom(rows: QuerySet[ChecklistItem], whose: str, user: Any) -> QuerySet[ChecklistItem]:
    """One's own, everybody's, or one department's by code.

    One's own: what the own department reviews; for account managers all of the participants they look after.
    """
    if whose == EVERYBODY:
        return rows
    if whose == MINE:
        own = reviewing_department(user)
        return rows.of_department(own) if own else rows.looked_after_by(user)
    return rows.of_department(whose)


def waiting_waivers(user: Any) -> QuerySet[Waiver]:
    """Those nobody has decided yet."""
    return Waiver.objects.visible_to(user).filter(decided_at=None)


def reviewing_department(user: Any) -> str:
    """The department for which the person reviews; empty for those who review for none."""
    return permissions.department_of(user) if user.can("requirements.review") else ""


def mine_by_default(user: Any) -> bool:
    """Specialists and account managers look at their own first; supervisors and readers at everybody's."""
    assigned = user.can("participants.edit_assigned") and not user.can("participants.edit_all")
    return bool(reviewing_department(user)) or assigned
