"""Which questions a list of departments' work shows."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import Department
from issues.models import Referral
from issues.querysets.referrals import answering
from portal.scoping.today import MARKET_ZONE

MINE: Final = "mine"
TAKEN: Final = "taken"
BY_DUE: Final = {"due": ("due_at", "id")}
BY_ASKED: Final = {"asked": ("-asked_at", "-id")}
WHOSE: Final = [("", "Everybody's"), (MINE, "Asked in my issues"), (TAKEN, "Taken by me")]


def in_view(rows: QuerySet, view: str, now: datetime) -> QuerySet:
    narrowed = {
        "open": lambda: rows.with_department(),
        "late": lambda: rows.late(now),
        "handed_back": lambda: rows.handed_back(),
        "answered": lambda: rows.answered(),
        "ended": lambda: rows.ended(),
    }
    return narrowed[view]() if view in narrowed else rows


def of_whom(rows: QuerySet, whose: str, user: Any) -> QuerySet:
    if whose == MINE:
        return rows.filter(issue__owner=user.pk)
    return rows.filter(taken_by=user.pk) if whose == TAKEN else rows


def asked_between(rows: QuerySet, since: date | None, until: date | None) -> QuerySet:
    """Asked on the market's days from `since` until `until`, both included."""
    if since is not None:
        rows = rows.filter(asked_at__gte=start_of(since))
    if until is not None:
        rows = rows.filter(asked_at__lt=start_of(until + timedelta(days=1)))
    return rows


def start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=MARKET_ZONE)


def departments_shown(user: Any) -> list[tuple[str, str]]:
    """Those the person may read questions of: all for who works on issues, else the own one."""
    rows = Department.objects.filter(outside=False)
    if not user.can("issues.view"):
        rows = rows.filter(code=answering(user))
    return list(rows.values_list("code", "name"))


def to_do(user: Any) -> QuerySet[Referral]:
    """What the person's department owes an answer to."""
    return Referral.objects.visible_to(user).with_department().to_department(answering(user))
