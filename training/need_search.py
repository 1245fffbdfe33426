"""What the search and the palette find of training needs: it starts from what the person may see."""

from typing import Any

from django.db.models import Case, QuerySet, When

from portal.search import registry
from portal.search.registry import Hit, Rows
from training.models import TrainingNeed
from training.need_lists import found_by
from training.rules.need_moves import STILL_OPEN


def _needs(user: Any, words: str) -> QuerySet:
    """Open ones first, what changed last before older ones."""
    rows = found_by(TrainingNeed.objects.visible_to(user), words)
    open_first = Case(When(state__in=STILL_OPEN, then=0), default=1)
    return rows.order_by(open_first, "-changed_at", "-id")


def _need(user: Any, row: Any) -> Hit:
    whose = row.participant.name if row.participant is not None else "whole market"
    return Hit(row.title, row.get_absolute_url(), f"{whose} · {row.get_state_display()}", "lightbulb")


def register_finder() -> None:
    registry.register(
        "training-needs",
        "Training needs",
        Rows(_needs, ("ref", "title", "state", "participant__name"), _need),
        visible=lambda user: user.is_staff,
    )
