"""Whose mentor would be of a level that makes no mentors any more: told before a level's rights are changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from accounts import level_effects
from accounts.level_effects import Concern, Levels
from accounts.models import Mentoring
from portal.scoping.today import market_day

RIGHT: Final = "participants.mentor"
TITLE: Final = "Mentors whose level would make no mentors: they stay, but no longer mark complexity or expertise"
SHOWN: Final = 20


def find(people: Sequence[Any], before: Levels, after: Levels, now: datetime) -> Concern | None:
    losing = {one.pk for one in people if RIGHT in before[one.level] and RIGHT not in after[one.level]}
    if not losing:
        return None
    pairs = Mentoring.objects.not_over(market_day(now)).filter(mentor__in=losing)
    rows = [(str(pair), pair.colleague.get_absolute_url()) for pair in pairs.select_related("mentor", "colleague")]
    return Concern(TITLE, rows[:SHOWN], len(rows)) if rows else None


def register() -> None:
    """Called when the app is ready."""
    level_effects.register("mentors", find, order=20)
