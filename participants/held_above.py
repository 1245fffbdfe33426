"""Which participants would be marked above their people's level: told before a level's rights are changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from accounts import level_effects
from accounts.level_effects import Concern, Levels
from participants.models import Assignment
from participants.rules.complexity import RIGHT_FOR, suffices
from portal.scoping.today import market_day

TITLE: Final = "Participants marked above the level of whoever is assigned: the assignments stay, unmatched"
SHOWN: Final = 20


def find(people: Sequence[Any], before: Levels, after: Levels, now: datetime) -> Concern | None:
    """Assignments that are not over, of people who lose the right that their participant's mark asks for."""
    losing = {one.pk: one for one in people if set(RIGHT_FOR.values()) & (before[one.level] - after[one.level])}
    if not losing:
        return None
    held = Assignment.objects.not_over(market_day(now)).filter(person__in=losing)
    marked = held.filter(participant__complexity__isnull=False).select_related("participant__complexity")
    found = []
    for row in marked.order_by("participant__name", "id"):
        person, degree = losing[row.person_id], row.participant.complexity.degree
        if suffices(before[person.level], degree) and not suffices(after[person.level], degree):
            words = f"{row.participant.name}: {person.name}, {row.get_kind_display().lower()}"
            found.append((words, row.participant.get_absolute_url()))
    return Concern(TITLE, found[:SHOWN], len(found)) if found else None


def register() -> None:
    """Called when the app is ready."""
    level_effects.register("participants", find, order=10)
