"""What of relationship health moves along when two companies are joined: all of it, where the other has none.

A company that goes on keeps its own scores; those of the other then stay with what it was.
"""

from collections.abc import Callable

from django.db.models import Model, QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.models import Health, HealthDrop, HealthOverride, HealthScore


def unless_reckoned(model: type[Model]) -> Callable[[Moving], QuerySet]:
    def rows(moving: Moving) -> QuerySet:
        found = model.objects.filter(participant=moving.absorbed)
        return found.none() if Health.objects.filter(participant=moving.kept).exists() else found

    return rows


def register_moves() -> None:
    """Called when the app is ready."""
    parts = {"health of days": HealthScore, "marks set by hand": HealthOverride, "drops of health": HealthDrop}
    parts |= {"relationship health": Health}
    register(*(Move(key, model, "participant", unless_reckoned(model)) for key, model in parts.items()))
