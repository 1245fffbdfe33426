"""Writing participants: adding, changing, restricting."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_families, lock_participant
from participants.actions.parents import follow_parent, require_no_circle
from participants.actions.shape import only_fields, require_reason, require_shape, valid_duns
from participants.choices import Origin
from participants.models import Participant
from participants.rules.families import Tie
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

TEXTS = ("name", "duns", "website", "address")
CHANGEABLE = frozenset(TEXTS) | {"parent"}
DUNS_TAKEN = "Another participant already carries this DUNS number."
TAKEN = {"participant_duns_once": DUNS_TAKEN}


@transaction.atomic
def add_participant(
    *,
    by: User,
    now: datetime,
    name: str,
    duns: str = "",
    parent: Participant | None = None,
    website: str = "",
    address: str = "",
    origin: str = Origin.ENTERED,
) -> Participant:
    """A new company. It stands in the queue of those without an account manager until someone is assigned."""
    permissions.can_add(by).enforce()
    if origin == Origin.LISTED:
        permissions.can_import(by).enforce()
    participant = Participant(
        name=tidy(name), duns=valid_duns(duns), parent=parent, website=website, address=address, origin=origin
    )
    require_shape(participant, *TEXTS, "origin")
    _require_free_duns(participant)
    if parent is not None:
        _require_seen_parent(parent, by)
    with refusing(TAKEN):
        participant.save(force_insert=True)
    trail.record("participants.participant.added", of=participant, by=by, at=now, changes=_as_added(participant))
    follow_parent(participant, None, by=by, now=now)
    return participant


@transaction.atomic
def change_participant(*, participant: Participant, by: User, now: datetime, **fields: Any) -> Participant:
    """Change name, DUNS, parent, website or address; the audit trail keeps the old values."""
    only_fields(fields, CHANGEABLE)
    if "parent" in fields:
        lock_families()
    participant = lock_participant(participant.pk)
    permissions.can_edit(by, participant).enforce()
    if fields.get("parent") is not None and fields["parent"].pk != participant.parent_id:
        _require_seen_parent(fields["parent"], by)
        _require_no_circle(participant, fields["parent"])
        require_no_circle(Tie(participant.pk, fields["parent"].pk, market_day(now)), by=by)
    before = participant.parent_id
    participant = write_facts(participant, by=by, now=now, **fields)
    if participant.parent_id != before:
        follow_parent(participant, before, by=by, now=now)
    return participant


def write_facts(participant: Participant, *, by: User | None, now: datetime, **fields: Any) -> Participant:
    """Write what differs; call while holding the participant's lock, once it is permitted."""
    if "name" in fields:
        fields["name"] = tidy(fields["name"])
    if "duns" in fields:
        fields["duns"] = valid_duns(fields["duns"])
    _require_changed_shape(participant, fields)
    with refusing(TAKEN):
        changes = participant.apply(**fields)
    if changes:
        trail.record("participants.participant.changed", of=participant, by=by, at=now, changes=changes)
    return participant


@transaction.atomic
def restrict_participant(*, participant: Participant, by: User, now: datetime, reason: str) -> Participant:
    """Close the participant to everyone but those assigned, supervisors and auditors."""
    reason = require_reason(reason)
    participant = lock_participant(participant.pk)
    permissions.can_restrict(by).enforce()
    if participant.joined_into_id is not None:
        permissions.JOINED.enforce()
    if participant.restricted:
        raise Refused("This participant is already restricted.")
    changed = Participant(restricted_reason=reason)
    require_shape(changed, "restricted_reason")
    changes = participant.apply(restricted=True, restricted_reason=reason)
    trail.record("participants.participant.restricted", of=participant, by=by, at=now, changes=changes, reason=reason)
    return participant


@transaction.atomic
def unrestrict_participant(*, participant: Participant, by: User, now: datetime, reason: str) -> Participant:
    """Open the participant to the whole department again."""
    reason = require_reason(reason)
    participant = lock_participant(participant.pk)
    permissions.can_restrict(by).enforce()
    if not participant.restricted:
        raise Refused("This participant is not restricted.")
    changes = participant.apply(restricted=False, restricted_reason="")
    trail.record("participants.participant.unrestricted", of=participant, by=by, at=now, changes=changes, reason=reason)
    return participant


def tidy(text: str) -> str:
    """One line without surrounding or doubled space; nothing where none of it could be seen."""
    line = " ".join(text.split())
    return line if any(sign.isprintable() and sign != " " for sign in line) else ""


def _as_added(participant: Participant) -> dict[str, list[str]]:
    return {name: ["", value] for name in ("name", "duns") if (value := getattr(participant, name))}


def _require_changed_shape(participant: Participant, fields: dict[str, Any]) -> None:
    wanted = Participant(pk=participant.pk, **{name: fields[name] for name in TEXTS if name in fields})
    require_shape(wanted, *(name for name in TEXTS if name in fields))
    if "duns" in fields:
        _require_free_duns(wanted)


def _require_free_duns(participant: Participant) -> None:
    """Without naming the other company, which the person may not be allowed to see."""
    if participant.duns and Participant.objects.filter(duns=participant.duns).exclude(pk=participant.pk).exists():
        raise Refused(DUNS_TAKEN)


def _require_seen_parent(parent: Participant, by: User) -> None:
    if not permissions.can_view(by, parent):
        raise Refused("The parent company is not one of the available choices.")


def _require_no_circle(participant: Participant, parent: Participant) -> None:
    """A company is not its own parent, however many steps away. Call while holding the families' lock."""
    above: int | None = parent.pk
    while above is not None:
        if above == participant.pk:
            raise Refused("A company cannot be above itself: this parent belongs to it.")
        above = Participant.objects.values_list("parent_id", flat=True).get(pk=above)
