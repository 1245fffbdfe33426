"""By which weights and numbers health is reckoned now: the catalog's rows, read once for any number of participants."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from participants import health
from participants.choices.health import HealthRowKind
from participants.health import Source
from participants.models import HealthMeasure
from participants.rules.health import Scale, Scored, scored
from participants.rules.health_terms import SCALES, Term, check
from portal.lifecycle.refusals import Refused


@dataclass(frozen=True)
class Scorecard:
    """`measures` in the catalog's order: those that count and that some part of the portal judges."""

    measures: tuple[HealthMeasure, ...]
    scale: Scale

    @classmethod
    def read(cls, day: date) -> "Scorecard":
        return cls.of(HealthMeasure.objects.holding(day))

    @classmethod
    def of(cls, rows: Iterable[HealthMeasure]) -> "Scorecard":
        """A row whose numbers do not fit what is asked of it any more counts for nothing; scales have defaults."""
        numbers: dict[str, int] = {}
        measures = []
        for row in rows:
            if row.kind == HealthRowKind.SCALE:
                numbers |= row.terms if fits(row) else {}
            elif row.weight and health.source_of(row.code) is not None and fits(row):
                measures.append(row)
        return cls(tuple(measures), Scale(**numbers))

    @cached_property
    def weights(self) -> dict[str, int]:
        return {row.code: row.weight for row in self.measures}

    @cached_property
    def rules(self) -> str:
        """Names these weights and numbers: scores reckoned by others are not compared with these."""
        told = [[row.code, row.weight, row.terms] for row in sorted(self.measures, key=lambda one: one.code)]
        marks = [self.scale.good_from, self.scale.watch_from, self.scale.least_weight]
        return sha256(json.dumps([told, marks], sort_keys=True).encode()).hexdigest()[:12]

    def scored(self, values: Mapping[str, int | None]) -> Scored:
        return scored(values, self.weights, self.scale)

    def source(self, row: HealthMeasure) -> Source:
        found = health.source_of(row.code)
        if found is None:
            raise LookupError(row.code)
        return found


def terms_of(row: HealthMeasure) -> Mapping[str, Term]:
    """The numbers that a row is asked for."""
    if row.kind == HealthRowKind.SCALE:
        return SCALES.get(row.code, {})
    source = health.source_of(row.code)
    return source.terms if source is not None else {}


def fits(row: HealthMeasure) -> bool:
    try:
        check(terms_of(row), row.terms)
    except Refused:
        return False
    return True


def in_words(row: HealthMeasure) -> list[tuple[str, Any]]:
    """The row's numbers with their labels, as pages show them."""
    return [(term.label, row.terms.get(name, "")) for name, term in terms_of(row).items()]
