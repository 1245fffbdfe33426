"""The demo's levels and learning plans, under the names the access matrix calls them by."""

from datetime import datetime
from typing import Any

from accounts.models import LearningPlan, LevelRights, User


def rights_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    plan = LearningPlan.objects.running().earliest("begun_at", "id")
    return {
        "level_rights": LevelRights.objects.get(level="II"),
        "learning_plan": plan,
        "learning_goal": plan.goals.filter(kind="word").first(),
    }
