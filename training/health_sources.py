"""What training judges of a relationship: whether somebody of the company has learned what its roles need."""

from collections.abc import Mapping
from typing import Final

from participants import health
from participants.health import Asked, Judged
from participants.proposals import Evidence
from participants.rules.health_terms import STALE
from portal.scoping.today import market_day
from training.coverage import missing_of
from training.models import TrainingCoverage

CODE: Final = "training"


def register() -> None:
    """Called when the app is ready."""
    health.register(CODE, coverage, {"stale_days": STALE})


def coverage(asked: Asked) -> Mapping[int, Judged]:
    """The percentage of courses that somebody holds, as counted last; the same few statements for any number."""
    rows = list(TrainingCoverage.objects.filter(participant__in=asked.ids, wanted__gt=0))
    missing = missing_of([row.participant_id for row in rows], asked.now)
    found = {}
    for row in rows:
        booked = f", {row.enrolled} more booked" if row.enrolled else ""
        lacking = missing.get(row.participant_id, ())
        facts = [
            Evidence(f"{one.code} {one.title}: nobody has it", one.ref, None, one.get_absolute_url()) for one in lacking
        ]
        words = f"{row.covered} of {row.wanted} courses that its roles need{booked}"
        found[row.participant_id] = Judged(row.percent, words, row.wanted, market_day(row.counted_at), facts)
    return found
