"""Made-up scores of health in bulk: a latest one and the days before it, for measuring and never for showing."""

import random
from datetime import datetime, timedelta
from typing import Any, Final

from participants.models import Health, HealthMeasure, HealthScore, Participant
from participants.rules.health import mark_of
from participants.scorecard import Scorecard
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day

BATCH: Final = 2000
DAYS: Final = 30
MADE_UP: Final = "Made up in bulk"


def load_health(*, participants: int, seed: int, now: datetime) -> int:
    """Scores of thirty days for each of the companies without one; returns the rows in all."""
    chance = random.Random(f"health of {seed}")  # noqa: S311 repeatable on purpose
    card = Scorecard.of(HealthMeasure.objects.all())
    rows = Participant.objects.filter(health=None, joined_into=None).order_by("pk")
    ids, count = list(rows.values_list("pk", flat=True)[:participants]), 0
    for begin in range(0, len(ids), BATCH):
        count += _write(card, ids[begin : begin + BATCH], chance, now)
    return count


def _write(card: Scorecard, ids: list[int], chance: random.Random, now: datetime) -> int:
    today, latest, days = market_day(now), [], []
    for owner in ids:
        score = chance.randrange(20, 100)
        for back in range(DAYS, -1, -1):
            score = min(100, max(0, score + chance.randrange(-3, 4)))
            given = {"score": score, "mark": mark_of(score, card.scale), "rules": card.rules}
            values = {row.code: [score, 100 / len(card.measures)] for row in card.measures}
            day = today - timedelta(days=back)
            days.append(HealthScore(participant_id=owner, day=day, values=values, **given))
        told: dict[str, Any] = {"day": today, "standing": score, "judged": 100, "reckoned_at": now}
        measures = [_measure(row, score) for row in card.measures]
        ref = new_reference(Health.REF_PREFIX, chance)
        latest.append(Health(ref=ref, participant_id=owner, measures=measures, **given, **told))
    Health.objects.bulk_create(latest, batch_size=BATCH)
    HealthScore.objects.bulk_create(days, batch_size=BATCH)
    return len(latest) + len(days)


def _measure(row: HealthMeasure, score: int) -> dict[str, Any]:
    told = {"code": row.code, "name": row.name, "about": row.about, "weight": row.weight, "share": row.weight}
    return told | {"value": score, "words": MADE_UP, "sample": 1, "newest": "", "stale": False, "facts": [], "more": 0}
