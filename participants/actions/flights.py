"""Test flights: the operator publishes new ones every year and moves dates now and then."""

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from accounts.models import User
from participants import permissions
from participants.actions.planning import follow_flight, lock_planned
from participants.actions.shape import only_fields, require_shape
from participants.models import TestFlight
from participants.rules.flights import fault_of
from portal.audit import trail
from portal.lifecycle.refusals import Refused

FIELDS: Final = frozenset(
    {
        "code",
        "starts_on",
        "ends_on",
        "application_deadline",
        "registration_deadline",
        "texas_set",
        "source",
        "tag",
    }
)
CHANGEABLE: Final = FIELDS - {"code"}
# What the plans of checklists go back from.
DATES: Final = frozenset({"starts_on", "ends_on", "application_deadline"})


@transaction.atomic
def add_flight(*, by: User, now: datetime, **fields: Any) -> TestFlight:
    """Publish a flight here as soon as the operator names its dates."""
    only_fields(fields, FIELDS)
    permissions.can_edit_catalog(by).enforce()
    flight = TestFlight(**fields, edited=True)
    require_shape(flight, *sorted(FIELDS))
    _require_possible(flight)
    taken = Refused(f"There is a flight {flight.code} already; change that one.")
    if TestFlight.objects.filter(code=flight.code).exists():
        raise taken
    try:
        with transaction.atomic():
            flight.save()
    except IntegrityError as error:
        raise taken from error
    trail.record("participants.flight.added", of=flight, by=by, at=now)
    return flight


@transaction.atomic
def change_flight(*, flight: TestFlight, by: User, now: datetime, **fields: Any) -> TestFlight:
    """Correct a flight's dates or their source; from then on the defaults leave the flight alone.

    Checklists planned back from it follow its dates.
    """
    only_fields(fields, CHANGEABLE)
    permissions.can_edit_catalog(by).enforce()
    planned = lock_planned(flight)
    flight = TestFlight.objects.lock(flight.pk)
    before = {name: getattr(flight, name) for name in fields}
    for name, value in fields.items():
        setattr(flight, name, value)
    require_shape(flight, *sorted(fields))
    _require_possible(flight)
    after = {name: getattr(flight, name) for name in fields}
    for name, value in before.items():
        setattr(flight, name, value)
    changes = flight.apply(**after)
    if changes:
        flight.apply(edited=True)
        trail.record("participants.flight.changed", of=flight, by=by, at=now, changes=changes)
    if DATES & changes.keys():
        follow_flight(planned, flight, by=by, now=now)
    return flight


def _require_possible(flight: TestFlight) -> None:
    if fault := fault_of(flight):
        raise Refused(fault)
