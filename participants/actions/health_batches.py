"""Reckoning the health of a batch of participants: what each measure comes to, and what it comes to altogether."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from participants.health import MOST_FACTS, Asked, Judged
from participants.models import Health, HealthDrop, HealthMeasure, HealthScore
from participants.models.health import UNSCORED
from participants.rules.health import is_stale, mark_of
from participants.scorecard import Scorecard
from portal.lifecycle.bulk import update_many
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)

FAILED: Final = "Could not be reckoned; the value of the last time"
NOTHING: Final = "Nothing of the kind is on record"
WRITTEN: Final = ("day", "score", "standing", "mark", "judged", "measures", "rules", "reckoned_at")


@dataclass(frozen=True, slots=True)
class Before:
    """What was known of a participant before today."""

    mark: str
    measures: list[dict[str, Any]]
    rules: str
    history: list[tuple[date, int]]
    drops: list[HealthDrop]

    @property
    def last_drop(self) -> date | None:
        return max((drop.day for drop in self.drops), default=None)


def judge_all(card: Scorecard, ids: Sequence[int], now: datetime) -> dict[str, Mapping[int, Judged] | None]:
    """Each measure's answer by its code; None where its judge failed, which leaves the others alone."""
    return {row.code: judge_one(card, row, ids, now) for row in card.measures}


def judge_one(card: Scorecard, row: HealthMeasure, ids: Sequence[int], now: datetime) -> Mapping[int, Judged] | None:
    try:
        with transaction.atomic():
            return card.source(row).judge(Asked(ids, now, row.terms))
    except Exception:
        logger.exception("The measure %s of relationship health could not be reckoned.", row.code)
        return None


def write_scores(card: Scorecard, rows: Sequence[Health], now: datetime) -> list[tuple[Health, Before]]:
    """Reckon the locked rows anew and keep the day's score; each row with what was known before."""
    ids, today = [row.participant_id for row in rows], market_day(now)
    judged = judge_all(card, ids, now)
    known = _before(card, rows, today)
    for row in rows:
        _reckon(row, card, judged, known[row.pk], now)
    scores = [
        HealthScore(
            participant_id=row.participant_id,
            day=today,
            score=row.score,
            mark=row.mark,
            rules=row.rules,
            values={one["code"]: [one["value"], one["share"]] for one in row.measures},
        )
        for row in rows
    ]
    HealthScore.objects.bulk_create(scores, ignore_conflicts=True)
    update_many(Health, WRITTEN, rows)
    return [(row, known[row.pk]) for row in rows]


def told(row: HealthMeasure, judged: Judged | None, share: float, today: date) -> dict[str, Any]:
    """A measure as it is kept for the page."""
    judged = judged or Judged(None, NOTHING)
    return {
        "code": row.code,
        "name": row.name,
        "about": row.about,
        "weight": row.weight,
        "share": round(share),
        "value": judged.value,
        "words": judged.words,
        "sample": judged.sample,
        "newest": judged.newest.isoformat() if judged.newest else "",
        "stale": is_stale(judged.newest, today, row.terms.get("stale_days")),
        "facts": [fact.as_kept() for fact in judged.facts[:MOST_FACTS]],
        "more": max(0, len(judged.facts) - MOST_FACTS),
    }


def _reckon(
    row: Health, card: Scorecard, judged: Mapping[str, Mapping[int, Judged] | None], before: Before, now: datetime
) -> None:
    owner, today = row.participant_id, market_day(now)
    last = {one["code"]: one for one in before.measures}
    found: dict[str, Any] = {}
    for measure in card.measures:
        answers = judged[measure.code]
        found[measure.code] = answers.get(owner) if answers is not None else last.get(measure.code)
    values = {code: one["value"] if isinstance(one, dict) else one and one.value for code, one in found.items()}
    total = card.scored(values)
    measures = []
    for measure in card.measures:
        one, share = found[measure.code], total.shares.get(measure.code, 0)
        if judged[measure.code] is None:
            kept = one or told(measure, None, share, today)
            measures.append(kept | {"share": round(share), "weight": measure.weight, "stale": True, "words": FAILED})
        else:
            measures.append(told(measure, one, share, today))
    row.day, row.reckoned_at, row.rules = today, now, card.rules
    row.score, row.judged, row.measures = total.score, total.judged, measures
    row.standing = UNSCORED if total.score is None else total.score
    row.mark = mark_of(total.score, card.scale, before.mark if before.rules == card.rules else "")


def _before(card: Scorecard, rows: Sequence[Health], today: date) -> dict[int, Before]:
    """Scores of the days that drops are looked for in, by the same rules, and the drops told then; two statements."""
    ids = [row.participant_id for row in rows]
    history: dict[int, list[tuple[date, int]]] = defaultdict(list)
    scores = HealthScore.objects.filter(participant__in=ids, rules=card.rules, score__isnull=False)
    scores = scores.filter(day__gte=today - timedelta(days=card.scale.days), day__lt=today).order_by()
    for owner, day, score in scores.values_list("participant_id", "day", "score"):
        history[owner].append((day, score))
    drops: dict[int, list[HealthDrop]] = defaultdict(list)
    lately = HealthDrop.objects.filter(Q(recovered_on=None) | Q(day__gte=today - timedelta(days=card.scale.days)))
    for drop in lately.filter(participant__in=ids).select_related("follow_up").order_by("day", "pk"):
        drops[drop.participant_id].append(drop)
    return {
        row.pk: Before(row.mark, row.measures, row.rules, history[row.participant_id], drops[row.participant_id])
        for row in rows
    }
