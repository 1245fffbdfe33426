"""Changing by which weights and numbers health is reckoned, and what that would do to today's scores."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.health_batches import judge_one
from participants.actions.shape import require_reason, require_shape
from participants.choices.health import HealthMark, HealthRowKind
from participants.models import Health, HealthMeasure
from participants.rules.health import mark_of
from participants.rules.health_terms import NO_WEIGHT, check, check_weight
from participants.scorecard import Scorecard, terms_of
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

SAME: Final = "Nothing is different from what holds."
BATCH: Final = 500
SHOWN: Final = 20
NO_SCORE: Final = ""


@dataclass
class Preview:
    """How many relationships have which mark before and after; `moved` are the first whose mark would change."""

    total: int = 0
    changed: int = 0
    remarked: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    moved: list[tuple[Health, int | None, str]] = field(default_factory=list)


@transaction.atomic
def change_measure(
    *,
    measure: HealthMeasure,
    by: User,
    now: datetime,
    reason: str,
    weight: int | None = None,
    terms: Mapping[str, int] | None = None,
    about: str | None = None,
) -> HealthMeasure:
    """Weigh a measure otherwise, or change its numbers; the next daily reckoning goes by it.

    Scores are not reckoned anew, and no drop is told between scores of different weights.
    """
    permissions.can_edit_catalog(by).enforce()
    reason = require_reason(reason)
    measure = HealthMeasure.objects.lock(measure.pk)
    wanted = sound(measure, weight=weight, terms=terms)
    if about is not None:
        wanted["about"] = about.strip()
        require_shape(HealthMeasure(about=wanted["about"]), "about")
    before = measure.terms
    changes = measure.apply(**wanted)
    if not changes:
        raise Refused(SAME)
    if "terms" in changes:
        del changes["terms"]
        changes |= {
            name: [str(before.get(name, "")), str(value)]
            for name, value in measure.terms.items()
            if before.get(name) != value
        }
    measure.apply(edited=True)
    trail.record("participants.healthmeasure.changed", of=measure, by=by, at=now, changes=changes, reason=reason)
    return measure


def sound(measure: HealthMeasure, *, weight: int | None, terms: Mapping[str, int] | None) -> dict[str, Any]:
    """What was given as it is stored; `Refused` in words where it cannot hold."""
    wanted: dict[str, Any] = {}
    if weight is not None and measure.kind == HealthRowKind.MEASURE:
        wanted["weight"] = check_weight(weight)
        others = HealthMeasure.objects.filter(kind=HealthRowKind.MEASURE, weight__gt=0).exclude(pk=measure.pk)
        if not weight and not others.exists():
            raise Refused(NO_WEIGHT)
    if terms is not None:
        wanted["terms"] = check(terms_of(measure), dict(measure.terms) | dict(terms))
    return wanted


def what_would_change(
    measure: HealthMeasure, *, now: datetime, weight: int | None, terms: Mapping[str, int] | None
) -> Preview:
    """Today's relationships by the scores that hold, and by those that the change would give; nothing is written.

    The changed measure is judged anew, of the others the last answers count: the same few statements for any batch.
    """
    wanted = sound(measure, weight=weight, terms=terms)
    rows = list(HealthMeasure.objects.holding(market_day(now)))
    for row in rows:
        if row.pk == measure.pk:
            for name, value in wanted.items():
                setattr(row, name, value)
    card, preview = Scorecard.of(rows), Preview()
    anew = next((row for row in card.measures if row.pk == measure.pk and "terms" in wanted), None)
    for batch in _batches():
        ids = [row.participant_id for row in batch]
        judged = judge_one(card, anew, ids, now) if anew is not None else None
        for row in batch:
            values = {one["code"]: one["value"] for one in row.measures}
            if anew is not None and judged is not None:
                found = judged.get(row.participant_id)
                values[anew.code] = found.value if found is not None else None
            _compare(preview, row, card, values)
    return preview


def _compare(preview: Preview, row: Health, card: Scorecard, values: Mapping[str, int | None]) -> None:
    score = card.scored(values).score
    mark = mark_of(score, card.scale)
    preview.total += 1
    preview.before[row.mark or NO_SCORE] += 1
    preview.after[mark or NO_SCORE] += 1
    preview.changed += score != row.score
    if mark != row.mark:
        preview.remarked += 1
        if len(preview.moved) < SHOWN:
            label = HealthMark(mark).label if mark else "Not judged"
            preview.moved.append((row, score, label))


def _batches() -> Iterator[list[Health]]:
    rows = Health.objects.exclude(day=None).select_related("participant").order_by("pk")
    rows = rows.only("day", "score", "mark", "measures", "participant__ref", "participant__name")
    after = 0
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        yield batch
        after = batch[-1].pk
