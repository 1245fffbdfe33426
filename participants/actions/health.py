"""The daily reckoning of relationship health: in batches, each participant once a day, whoever else is at it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from participants.actions.health_batches import write_scores
from participants.actions.health_drops import follow_scores
from participants.actions.health_overrides import end_run_out
from participants.models import Health, HealthScore, Participant, Registration
from participants.scorecard import Scorecard
from portal.scoping.today import market_day

BATCH: Final = 250
MOST_BATCHES: Final = 400  # a hundred thousand participants a run; the next run goes on
NEW: Final = 5000
KEPT: Final = timedelta(days=3 * 366)
DROPPED_AT_ONCE: Final = 20_000


def reckon_health(*, now: datetime, size: int = BATCH) -> int:
    """Reckon whoever was not reckoned today, and end marks that have run out; returns how many were reckoned.

    A row is claimed by its lock and due until its day is written, in the same transaction as all that follows from
    the score: a second worker takes other rows, and what a killed one had is due again.
    """
    end_run_out(now=now)
    _begin()
    _forget(now)
    card, count = Scorecard.read(market_day(now)), 0
    if not card.measures:
        return 0
    for _ in range(MOST_BATCHES):
        done = _batch(card, now, size)
        count += done
        if done < size:
            break
    return count


@transaction.atomic
def _batch(card: Scorecard, now: datetime, size: int) -> int:
    due = Health.objects.day_before(market_day(now)).filter(_in_the_market("participant"))
    due = due.filter(participant__joined_into=None).order_by("participant_id")
    rows = list(due.select_for_update(skip_locked=True, of=("self",))[:size])
    if rows:
        follow_scores(card, write_scores(card, rows, now), now)
    return len(rows)


def _begin() -> None:
    """A row for each participant with a registration that stands."""
    rows = Participant.objects.filter(_in_the_market("pk"), joined_into=None, health=None).order_by("pk")
    new = [Health(participant_id=pk) for pk in rows.values_list("pk", flat=True)[:NEW]]
    Health.objects.bulk_create(new, ignore_conflicts=True)


def _in_the_market(owner: str) -> Exists:
    return Exists(Registration.objects.standing().filter(participant=OuterRef(owner)))


def _forget(now: datetime) -> None:
    """Days older than three years go, some at a time."""
    old = HealthScore.objects.filter(day__lt=market_day(now) - KEPT).order_by("day", "pk")
    ids = list(old.values_list("pk", flat=True)[:DROPPED_AT_ONCE])
    if ids:
        HealthScore.objects.filter(pk__in=ids).delete()
