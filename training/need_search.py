"""What the search and the palette find of training needs: it starts from what the person may see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, When

from portal.search import registry
from portal.search.registry import Hit
from training.models import TrainingNeed
from training.need_lists import found_by
from training.rules.need_moves import STILL_OPEN


def find_needs(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """Open ones first, what changed last before older ones."""
    rows = found_by(TrainingNeed.objects.visible_to(user), words).select_related("participant")
    open_first = Case(When(state__in=STILL_OPEN, then=0), default=1)
    for row in rows.order_by(open_first, "-changed_at", "-id")[:limit]:
        whose = row.participant.name if row.participant is not None else "whole market"
        yield Hit(row.title, row.get_absolute_url(), f"{whose} · {row.get_state_display()}", "lightbulb")


def register_finder() -> None:
    registry.register("training-needs", "Training needs", find_needs, visible=lambda user: user.is_staff)
