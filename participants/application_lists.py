"""The views of applications: a number on a home page counts the very rows that the list then shows."""

from typing import Any, Final

from django.db.models import QuerySet

from participants.choices import ApplicationState
from participants.models import Application

VIEWS: Final = {
    "open": "To decide",
    "mine": "Mine",
    "unassigned": "Unassigned",
    "accepted": "Taken up",
    "ended": "Declined or withdrawn",
    "spam": "Spam",
}


def in_view(rows: QuerySet[Application], view: str, user: Any) -> QuerySet[Application]:
    """One of the list's views."""
    if view == "mine":
        return rows.to_decide().acted_on_by(user)
    if view == "unassigned":
        return rows.unassigned()
    if view == "accepted":
        return rows.in_state(ApplicationState.ACCEPTED)
    if view == "ended":
        return rows.in_state(ApplicationState.DECLINED, ApplicationState.WITHDRAWN)
    if view == "spam":
        return rows.in_state(ApplicationState.SPAM)
    return rows.to_decide()
