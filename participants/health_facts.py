"""How a relationship stands, as a section of facts for plans, briefs and hand-overs; never for the participant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from participants.facts import Fact
from participants.models import Health, Participant
from portal.scoping.today import market_day

WEAK: Final = 60  # a measure below it is worth a line


def health_of(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """The mark with its score, what somebody set instead, and the measures that pull it down; one statement."""
    rows = Health.objects.visible_to(user).of(participant).select_related("override__by", "participant")
    health = rows.first()
    if health is None or health.day is None:
        return
    url, today = health.get_absolute_url(), market_day(now)
    if (override := health.holding(today)) is not None:
        words = f"Set to {override.get_mark_display().lower()} by {override.by.name}: {override.comment}"
        yield Fact(words, override.ref, url, override.expires_on)
    words = f"{health.get_mark_display()}, {health.score} of 100" if health.score is not None else "Too little to judge"
    yield Fact(words, health.ref, url, health.day, urgent=health.mark == "poor")
    for one in health.measures:
        if one["value"] is not None and one["value"] < WEAK:
            yield Fact(f"{one['name']}: {one['value']}. {one['words']}", "", url)
