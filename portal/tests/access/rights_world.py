"""What the levels add, for the walks over all addresses."""

from datetime import datetime
from typing import Any

from accounts.actions.level_rights import load_levels
from accounts.models import LevelRights, User


def furnish_rights(*, people: dict[str, User], now: datetime) -> dict[str, Any]:
    """The rows of all levels, as the default has them."""
    load_levels(now=now)
    return {"level_rights": LevelRights.objects.get(level="II")}
