"""The views of follow-ups: a number on a home page counts the very rows that the list then shows."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from participants.forms.follow_ups import EVERYBODY, MINE
from participants.models import FollowUp


def in_view(rows: QuerySet[FollowUp], view: str, today: date) -> QuerySet[FollowUp]:
    """One of the list's views."""
    if view == "waiting":
        return rows.waiting()
    if view == "done":
        return rows.ended()
    reads = {"due": rows.due, "overdue": rows.overdue, "today": rows.due_today, "upcoming": rows.upcoming}
    return reads[view](today)


def of_whom(rows: QuerySet[FollowUp], whose: str, user: Any) -> QuerySet[FollowUp]:
    """One's own with those one stands in for, everybody's, or one person's by reference."""
    if whose == EVERYBODY:
        return rows
    if whose == MINE:
        return rows.acted_on_by(user)
    return rows.filter(responsible__ref=whose)


def mine_by_default(user: Any) -> bool:
    """Account managers look at their own first; supervisors and readers at everybody's."""
    return user.can("participants.edit_assigned") and not user.can("participants.edit_all")
