"""What the levels add and what a colleague learns, for the walks over all addresses."""

from datetime import datetime
from typing import Any

from accounts.actions.learning import begin_learning_plan
from accounts.actions.learning_catalog import load_learning
from accounts.actions.level_rights import load_levels
from accounts.models import LevelRights, User


def furnish_rights(*, people: dict[str, User], now: datetime) -> dict[str, Any]:
    """The rows of all levels, as the default has them; and the manager's learning plan."""
    load_levels(now=now)
    load_learning(now=now)
    plan = begin_learning_plan(person=people["manager"], level="I", by=people["supervisor"], now=now)
    return {
        "level_rights": LevelRights.objects.get(level="II"),
        "learning_plan": plan,
        "learning_goal": plan.goals.filter(kind="word").first(),
    }
