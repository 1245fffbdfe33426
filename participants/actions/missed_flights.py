"""A test flight whose application deadline passed: the plan moves to the next one, and both sides are warned."""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from participants.actions.locks import lock_participant
from participants.actions.planning import items_of, set_last_days
from participants.checklist_people import account_managers_of, people_of_registrations, supervisors
from participants.choices import FlightPart
from participants.models import Checklist, ChecklistItem
from participants.planning import flights_ahead
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import OPEN
from participants.rules.owing import OWING_STATES
from portal.audit import trail
from portal.lifecycle.batches import batches
from portal.outbox import posting
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)

NONE_AHEAD: Final = "no published flight ahead"
KIND: Final = "participants.checklist.flight_missed"
BATCH: Final = 500


def move_missed_flights(*, now: datetime) -> int:
    """Each checklist whose flight can't be applied for any more; a transaction each. Returns how many moved."""
    moved = 0
    for checklists in batches(_missed(now).only("pk"), BATCH):
        for checklist in checklists:
            try:
                moved += _move(checklist.pk, now)
            except Exception:
                logger.exception("The plan of checklist %s could not move; the sweep will try again.", checklist.pk)
    return moved


def _missed(now: datetime):
    """Checklists on a flight whose application deadline passed while what settles the flight is open."""
    entries = ChecklistItem.objects.filter(requirement__flight=FlightPart.ENTRY, state__in=OPEN)
    rows = Checklist.objects.filter(flight__application_deadline__lt=now, pk__in=entries.values("checklist"))
    return rows.exclude(registration__status__in=[*ENDED, *OWING_STATES])


@transaction.atomic
def _move(pk: int, now: datetime) -> int:
    """Once, however many sweeps run: the condition is asked again under the lock."""
    participant_id = Checklist.objects.values_list("participant_id", flat=True).get(pk=pk)
    lock_participant(participant_id)
    rows = _missed(now).select_related("registration", "flight").select_for_update(of=("self",))
    checklist = rows.filter(pk=pk).first()
    if checklist is None:
        return 0
    missed, upcoming = checklist.flight, next(iter(flights_ahead(now)), None)
    checklist.apply(flight_id=upcoming.pk if upcoming else None)
    checklist.flight = upcoming
    set_last_days(checklist, items_of(checklist), by=None, now=now)
    after = upcoming.code if upcoming else NONE_AHEAD
    changes = {"flight": [missed.code, after]}
    trail.record("participants.checklist.flight_missed", of=checklist, by=None, at=now, changes=changes)
    _warn(checklist, missed.code, upcoming.code if upcoming else "", now)
    return 1


def _warn(checklist: Checklist, missed: str, upcoming: str, now: datetime) -> None:
    day, registration = market_day(now), checklist.registration
    theirs = people_of_registrations([registration], day)[registration.pk]
    ours = account_managers_of([checklist.participant_id], day).get(checklist.participant_id) or supervisors()
    posting.post(
        KIND,
        to=[*theirs, *ours],
        about=checklist,
        dedupe=f"{KIND}:{checklist.ref}:{missed}",
        now=now,
        facts={"missed": missed, "next": upcoming},
        participant_id=checklist.participant_id,
    )
