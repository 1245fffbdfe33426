"""Writing registrations: adding and correcting. What moves one along stands in `registration_moves` and its verbs."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.counter_parties import ensure_counter_party
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.shape import only_fields, require_shape, valid_duns
from participants.choices import Origin, RegistrationStatus, RoleKind
from participants.models import MarketRole, Participant, Registration
from participants.rules import registration_moves
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

CHANGEABLE = frozenset({"duns", "short_name", "agreement_date"})
TAKEN_WORDS = "This role is already registered under that DUNS number."
TAKEN = {"registration_role_duns_once": TAKEN_WORDS}


@transaction.atomic
def add_registration(
    *,
    participant: Participant,
    role: MarketRole,
    by: User,
    now: datetime,
    duns: str = "",
    short_name: str = "",
    agreement_date: date | None = None,
    status: str = RegistrationStatus.PROSPECTIVE,
    successor_of: Registration | None = None,
    origin: str = Origin.ENTERED,
) -> Registration:
    """Another market role of the participant. Only one from the official list is qualified from the start."""
    participant = lock_participant(participant.pk)
    permissions.can_edit(by, participant).enforce()
    if origin == Origin.LISTED:
        permissions.can_import(by).enforce()
    if not registration_moves.may_begin_in(origin, status):
        raise Refused(f"A registration cannot begin as “{RegistrationStatus(status).label}” this way.")
    return begin_registration(
        participant=participant,
        role=role,
        by=by,
        now=now,
        duns=duns,
        short_name=short_name,
        agreement_date=agreement_date,
        status=status,
        successor_of=successor_of,
        origin=origin,
    )


def begin_registration(
    *,
    participant: Participant,
    role: MarketRole,
    by: User | None,
    now: datetime,
    duns: str,
    short_name: str,
    status: str,
    origin: str,
    agreement_date: date | None = None,
    successor_of: Registration | None = None,
) -> Registration:
    """Write the registration; call while holding the participant's lock, once it is permitted."""
    if role.kind != RoleKind.REGISTRATION:
        raise Refused(f"{role.code} is not a registration of its own.")
    registration = Registration(
        participant=participant,
        role=role,
        duns=valid_duns(duns),
        short_name=tidy(short_name),
        agreement_date=agreement_date,
        status=status,
        origin=origin,
        successor_of=successor_of,
    )
    require_shape(registration, "duns", "short_name", "agreement_date")
    _require_duns(registration)
    _require_predecessor(registration)
    with refusing(TAKEN):
        registration.save(force_insert=True)
    trail.record(
        "participants.registration.added",
        of=registration,
        by=by,
        at=now,
        changes={"role": ["", role.code], "duns": ["", registration.duns], "status": ["", registration.status]},
    )
    if role.code in registration_moves.CREDIT_ROLES:
        ensure_counter_party(participant=participant, by=by, now=now)
    return registration


@transaction.atomic
def change_registration(*, registration: Registration, by: User, now: datetime, **fields: Any) -> Registration:
    """Correct DUNS, short name or the date the agreement took effect."""
    only_fields(fields, CHANGEABLE)
    participant = lock_participant(registration.participant_id)
    registration = _locked(registration)
    permissions.can_edit(by, participant).enforce()
    if "duns" in fields:
        fields["duns"] = valid_duns(fields["duns"])
    if "short_name" in fields:
        fields["short_name"] = tidy(fields["short_name"])
    wanted = Registration(pk=registration.pk, role_id=registration.role_id, status=registration.status, **fields)
    require_shape(wanted, *fields)
    if "duns" in fields:
        _require_duns(wanted)
    with refusing(TAKEN):
        changes = registration.apply(**fields)
    if changes:
        trail.record("participants.registration.changed", of=registration, by=by, at=now, changes=changes)
    return registration


def fill_in(*, registration: Registration, by: User | None, now: datetime, **fields: Any) -> None:
    """Write what a department accepted as evidence: DUNS, short name, the agreement's day.

    Call it in an action that has asked for permission, under the lock of the participant.
    """
    only_fields(fields, CHANGEABLE)
    registration = _locked(registration)
    wanted = Registration(pk=registration.pk, role_id=registration.role_id, status=registration.status, **fields)
    require_shape(wanted, *fields)
    if "duns" in fields:
        _require_duns(wanted)
    with refusing(TAKEN):
        changes = registration.apply(**{name: getattr(wanted, name) for name in fields})
    if changes:
        trail.record("participants.registration.changed", of=registration, by=by, at=now, changes=changes)


def _locked(registration: Registration) -> Registration:
    return Registration.objects.lock(registration.pk)


def _require_duns(registration: Registration) -> None:
    """A DUNS from the complete application on, and the pair of role and DUNS once. Names no other company."""
    if not registration.duns:
        if registration.status not in registration_moves.WITHOUT_DUNS:
            raise Refused("A registration in this state needs its DUNS number.")
        return
    others = Registration.objects.filter(role_id=registration.role_id, duns=registration.duns)
    if others.exclude(pk=registration.pk).exists():
        raise Refused(TAKEN_WORDS)


def _require_predecessor(registration: Registration) -> None:
    before = registration.successor_of
    if before is None:
        return
    if before.participant_id != registration.participant_id or before.role_id != registration.role_id:
        raise Refused("The predecessor must be the same company's registration in the same role.")
    if before.status != RegistrationStatus.TERMINATED:
        raise Refused("Only a terminated registration has a successor.")
