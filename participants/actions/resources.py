"""Writing resources: units of generation, storage and load."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.representations import record_for_both
from participants.actions.shape import only_fields, require_reason, require_shape
from participants.models import Participant, Registration, Representation, Resource
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

TEXTS = ("code", "name", "station")
SHAPED = (*TEXTS, "type", "capacity_mw")
CHANGEABLE = frozenset(SHAPED) | {"registration"}
CODE_TAKEN = "This participant already has a resource with that unit code."
TAKEN = {"resource_code_once": CODE_TAKEN}


@transaction.atomic
def add_resource(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    code: str,
    type: str,
    name: str = "",
    station: str = "",
    capacity_mw: Decimal | None = None,
    registration: Registration | None = None,
) -> Resource:
    """A unit, under the participant or one of its registrations."""
    participant = lock_participant(participant.pk)
    permissions.can_edit(by, participant).enforce()
    resource = Resource(
        participant=participant,
        registration=registration,
        code=tidy(code),
        type=type,
        name=tidy(name),
        station=tidy(station),
        capacity_mw=capacity_mw,
    )
    _require_sound(resource, SHAPED)
    with refusing(TAKEN):
        resource.save(force_insert=True)
    changes = {"type": ["", resource.type], "capacity_mw": ["", str(capacity_mw or "")]}
    trail.record("participants.resource.added", of=resource, by=by, at=now, changes=changes)
    return resource


@transaction.atomic
def change_resource(*, resource: Resource, by: User, now: datetime, **fields: Any) -> Resource:
    """Change code, name, station, type, capacity or the registration it stands under."""
    only_fields(fields, CHANGEABLE)
    participant = lock_participant(resource.participant_id)
    resource = Resource.objects.lock(resource.pk)
    permissions.can_edit(by, participant).enforce()
    _require_active(resource)
    fields |= {name: tidy(fields[name]) for name in TEXTS if name in fields}
    wanted = Resource(
        pk=resource.pk,
        participant=participant,
        registration=fields.get("registration", resource.registration),
        **{name: fields.get(name, getattr(resource, name)) for name in SHAPED},
    )
    _require_sound(wanted, tuple(name for name in SHAPED if name in fields))
    with refusing(TAKEN):
        # The cleaned values, so that "12" and 12.000 are the same capacity.
        changes = resource.apply(**{name: getattr(wanted, name) for name in fields})
    if changes:
        trail.record("participants.resource.changed", of=resource, by=by, at=now, changes=changes)
    return resource


@transaction.atomic
def retire_resource(*, resource: Resource, by: User, now: datetime, reason: str) -> Resource:
    """Take the unit out of use; whoever represented it does so no longer than today."""
    reason = require_reason(reason)
    participant = lock_participant(resource.participant_id)
    resource = Resource.objects.lock(resource.pk)
    permissions.can_edit(by, participant).enforce()
    _require_active(resource)
    today = market_day(now)
    represented = Representation.objects.filter(resource=resource).select_for_update(of=("self",))
    for representation in represented:
        if representation.ends_on is None or representation.ends_on > today:
            changes = representation.apply(ends_on=max(today, representation.starts_on))
            record_for_both("ended", representation, by, now, changes)
    resource.apply(active=False)
    trail.record("participants.resource.retired", of=resource, by=by, at=now, reason=reason)
    return resource


def _require_active(resource: Resource) -> None:
    if not resource.active:
        raise Refused("This resource was retired.")


def _require_sound(resource: Resource, names: tuple[str, ...]) -> None:
    require_shape(resource, *names)
    if resource.capacity_mw is not None and resource.capacity_mw < 0:
        raise Refused("The capacity cannot be negative.")
    if resource.registration is not None and resource.registration.participant_id != resource.participant_id:
        raise Refused("The registration is not one of the available choices.")
    same = Resource.objects.filter(participant=resource.participant_id, code=resource.code)
    if same.exclude(pk=resource.pk).exists():
        raise Refused(CODE_TAKEN)
