"""The search finds a company by the name of its parent; for the staff, and only where both may be seen."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from participants.choices import TieKind
from participants.models import Affiliation
from portal.scoping.today import market_day
from portal.search import registry
from portal.search.registry import Hit, Rows

COLUMNS = ("ref", "participant__ref", "participant__name", "other_name", "kind")


def _ties(user: Any, words: str) -> QuerySet:
    rows = Affiliation.objects.visible_to(user).filter(kind=TieKind.PARENT).not_over(market_day(timezone.now()))
    words = words.replace("\x00", "")
    return rows.filter(Q(other_name__icontains=words) | Q(other__name__icontains=words)).order_by("other_name", "id")


def _tie(user: Any, row: Any) -> Hit:
    url = reverse("participants:participant-relationships", args=[row.participant.ref])
    return Hit(row.participant.name, url, f"belongs to {row.other_name}", "network")


def register() -> None:
    """Called when the app is ready."""
    rows = Rows(_ties, COLUMNS, _tie)
    registry.register("families", "Companies of a family", rows, visible=lambda user: user.is_staff)
