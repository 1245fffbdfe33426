"""What improvements register when the app is ready: figures, the menu, the link on an issue, the search."""

from typing import Any

from django.db.models import Q, QuerySet

from issues import figures, issue_offers
from issues.models import Improvement
from issues.permissions import can_view_improvements
from portal.search import registry
from portal.search.registry import Hit, Rows
from portal.web import navigation


def _found(user: Any, words: str) -> QuerySet:
    words = words.replace("\x00", "")
    named = Q(title__icontains=words) | Q(ref__iexact=words)
    return Improvement.objects.visible_to(user).filter(named).order_by("state", "-id")


def _hit(user: Any, row: Any) -> Hit:
    return Hit(row.title, row.get_absolute_url(), row.get_state_display(), "lightbulb")


def visible(user: Any) -> bool:
    return bool(can_view_improvements(user))


def register() -> None:
    """Called when the app is ready."""
    figures.start()
    issue_offers.register(
        "issue",
        "improve",
        "Propose an improvement",
        "lightbulb",
        "issues:improvement-from",
        when=lambda issue, user, may_work: may_work,
        order=70,
    )
    navigation.register(
        "desk",
        "improvements",
        "Improvements",
        "lightbulb",
        "issues:improvement-board",
        visible=visible,
        order=58,
        section="Issue work",
        match=("issues:improvement",),
    )
    rows = Rows(_found, ("ref", "title", "state"), _hit)
    registry.register("improvements", "Improvements", rows, visible=visible)
