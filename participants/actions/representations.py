"""Which QSE represents a resource or a load serving entity, and until when."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.shape import require_order
from participants.models import MarketRole, Participant, Registration, Representation, Resource
from participants.models.period import overlapping
from participants.querysets.registrations import ENDED
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.web.words import short_day

NAME_LENGTH = 240
ALREADY = "Another QSE already represents it in that period: end that first."
TAKEN = {
    "representation_one_qse_per_resource": ALREADY,
    "representation_one_qse_per_registration": ALREADY,
}


@transaction.atomic
def start_representation(
    *,
    representative_registration: Registration,
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date | None = None,
    resource: Resource | None = None,
    registration: Registration | None = None,
) -> Representation:
    """A QSE begins to represent one resource or one load serving entity (exactly one of the two).

    Whoever writes it may change the represented participant and see the representing one.
    """
    represented = resource or registration
    if represented is None or (resource is not None and registration is not None):
        raise Refused("Name either the resource or the registration that is represented.")
    participant = lock_participant(represented.participant_id)
    permissions.can_edit(by, participant).enforce()
    if not permissions.can_view(by, representative_registration.participant):
        raise Refused("The QSE is not one of the available choices.")
    return begin_representation(
        participant=participant,
        representative_registration=representative_registration,
        by=by,
        now=now,
        starts_on=starts_on,
        ends_on=ends_on,
        resource=resource,
        registration=registration,
    )


def begin_representation(
    *,
    participant: Participant,
    representative_registration: Registration,
    by: User | None,
    now: datetime,
    starts_on: date,
    ends_on: date | None,
    resource: Resource | None,
    registration: Registration | None,
) -> Representation:
    """Write the representation; call while holding the represented participant's lock, once it is permitted."""
    represented = resource or registration
    _require_roles(representative_registration, resource, registration)
    require_order(starts_on, ends_on)
    _require_free(resource, registration, starts_on, ends_on)
    representation = Representation(
        participant=participant,
        resource=resource,
        registration=registration,
        representative=representative_registration.participant,
        representative_registration=representative_registration,
        represented_name=f"{represented} ({participant.name})"[:NAME_LENGTH],
        representative_name=_named(representative_registration),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with refusing(TAKEN):
        representation.save(force_insert=True)
    record_for_both("started", representation, by, now, {"from": ["", str(starts_on)]})
    return representation


@transaction.atomic
def end_representation(*, representation: Representation, by: User, now: datetime, ends_on: date) -> Representation:
    """The last day of the representation is `ends_on`."""
    participant = lock_participant(representation.participant_id)
    representation = Representation.objects.lock(representation.pk)
    permissions.can_edit(by, participant).enforce()
    return close_representation(representation, by=by, now=now, ends_on=ends_on)


def close_representation(
    representation: Representation, *, by: User | None, now: datetime, ends_on: date
) -> Representation:
    """Write the last day; call while holding the locks of participant and representation, once it is permitted."""
    require_order(representation.starts_on, ends_on)
    if representation.ends_on is not None and representation.ends_on <= ends_on:
        raise Refused(f"This representation already ends on {short_day(representation.ends_on)}.")
    record_for_both("ended", representation, by, now, representation.apply(ends_on=ends_on))
    return representation


def _named(registration: Registration) -> str:
    return f"{registration} ({registration.participant.name})"[:NAME_LENGTH]


def _family(role: MarketRole) -> set[str]:
    return {role.code} | ({role.parent.code} if role.parent else set())


def _require_roles(qse: Registration, resource: Resource | None, registration: Registration | None) -> None:
    if "QSE" not in _family(qse.role):
        raise Refused("Only a QSE represents resources and load serving entities.")
    if qse.status in ENDED:
        raise Refused("This QSE registration has ended.")
    if resource is not None and not resource.active:
        raise Refused("This resource was retired.")
    if registration is not None and "LSE" not in _family(registration.role):
        raise Refused("A QSE represents resources and load serving entities only.")
    if registration is not None and registration.status in ENDED:
        raise Refused("This registration has ended.")


def _require_free(
    resource: Resource | None, registration: Registration | None, starts_on: date, ends_on: date | None
) -> None:
    """Names no other QSE: the person may not be allowed to see that company."""
    same = Representation.objects.filter(resource=resource, registration=registration)
    if same.filter(overlapping(starts_on, ends_on)).exists():
        raise Refused(ALREADY)


def record_for_both(what: str, representation: Representation, by: User | None, now: datetime, changes: dict) -> None:
    """Both companies' timelines tell it."""
    for participant_id in {representation.participant_id, representation.representative_id}:
        trail.record(
            f"participants.representation.{what}",
            of=representation,
            participant_id=participant_id,
            by=by,
            at=now,
            changes=changes,
        )
