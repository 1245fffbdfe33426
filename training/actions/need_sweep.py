"""What the worker does for training needs: it suggests them, sees that they were held, and counts their effect.

Each row is done on its own: one that fails is logged and tried again by the next run.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from training import patterns
from training.actions.need_steps import follow_sessions, measure
from training.actions.needs import renew_cases, suggest_need
from training.choices import NeedState
from training.models import TrainingNeed
from training.rules.patterns import WINDOW, Pattern
from training.rules.patterns import patterns as patterns_in

logger = logging.getLogger(__name__)


def suggest_needs(*, now: datetime) -> int:
    """Ask all sources for patterns; returns how many needs were suggested. Those suggested before take in new cases."""
    made = 0
    for source in patterns.every():
        suggested = _suggested_already(source)
        for pattern in _patterns_of(source, now):
            need = suggested.get((pattern.topic, pattern.participant_id))
            if need is None:
                made += _tried(pattern.topic, partial(_suggested, pattern, source, now))
            elif len(pattern.cases) != need.case_count:
                _tried(need.ref, partial(renew_cases, need=need, pattern=pattern, now=now))
    return made


def _patterns_of(source: patterns.Source, now: datetime) -> list[Pattern]:
    """None where the source cannot be asked; what it leaves behind in the transaction is taken back."""
    try:
        with transaction.atomic():
            return patterns_in(source.cases(now - WINDOW, now), now)
    except Exception:
        logger.exception("The source %s could not be asked for patterns; the sweep will try again.", source.name)
        return []


def follow_held(*, now: datetime) -> int:
    """Needs whose sessions are all over, or all canceled; returns how many moved."""
    rows = TrainingNeed.objects.filter(state=NeedState.SCHEDULED).order_by("id")
    return _each(rows, follow_sessions, now)


def measure_due(*, now: datetime) -> int:
    """Needs held ninety days ago; returns how many were counted."""
    return _each(TrainingNeed.objects.to_measure(now), measure, now)


def _suggested_already(source: patterns.Source) -> dict[tuple[str, int | None], TrainingNeed]:
    rows = TrainingNeed.objects.filter(state=NeedState.SUGGESTED, source=source.name)
    return {(need.topic, need.participant_id): need for need in rows}


def _suggested(pattern: Pattern, source: patterns.Source, now: datetime) -> bool:
    return suggest_need(pattern=pattern, source=source, now=now) is not None


def _each(rows: Iterable[TrainingNeed], step: Callable[..., bool], now: datetime) -> int:
    return sum(_tried(need.ref, partial(step, need=need, now=now)) for need in list(rows))


def _tried(name: str, step: Callable[[], Any]) -> bool:
    try:
        return bool(step())
    except Exception:
        logger.exception("A training need (%s) could not be followed; the sweep will try again.", name)
        return False
