"""Measures whose answers a test gives, with the least of a catalog."""

from collections.abc import Callable
from datetime import date

import pytest

from participants import health
from participants.choices.health import HealthRowKind
from participants.health import Asked, Judged
from participants.models import HealthMeasure, Participant
from participants.proposals import Evidence
from participants.rules.health_terms import STALE

SAID = "said"
OTHER = "other"


def measure(code: str = SAID, weight: int = 50, **terms: int) -> HealthMeasure:
    return HealthMeasure.objects.create(
        code=code, name=f"Measure {code}", about="of a test", weight=weight, terms=terms, source="tests", tag="P"
    )


def scale(code: str, **terms: int) -> HealthMeasure:
    kind = HealthRowKind.SCALE
    return HealthMeasure.objects.create(
        code=code, name=code, about="of a test", kind=kind, terms=terms, source="tests", tag="P"
    )


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a measure answer the same value for each participant named; None fails as a broken judge does."""
    monkeypatch.setattr(health, "_sources", {})

    def say(value: int | None, code: str = SAID, of: set[int] | None = None, newest: date | None = None) -> None:
        def judge(asked: Asked) -> dict[int, Judged]:
            if value is None:
                Participant.objects.raw("SELECT nothing FROM nowhere")[0]
            facts = [Evidence("A row behind it", "IS-1", newest, "/issues/IS-1/")]
            wanted = asked.ids if of is None else [pk for pk in asked.ids if pk in of]
            return {pk: Judged(value, f"{value} of it", 3, newest, facts) for pk in wanted}

        health.register(code, judge, {"stale_days": STALE} if newest else {})

    return say
