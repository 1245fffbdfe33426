"""Giving regulated roles to contacts and ending them."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.held_roles import require_others
from participants.actions.locks import lock_participant
from participants.actions.shape import require_order
from participants.choices import SIGNING, ContactRoleKind
from participants.models import Contact, ContactRole, Registration
from participants.models.period import overlapping
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web.words import short_day

SIGNS = (
    "Who may sign for the company is not decided by its administrators alone: begin a change, which the authorized "
    "representative signs, or ask your account manager."
)
ALREADY = "This contact already holds the role in that period."


@transaction.atomic
def give_role(
    *,
    contact: Contact,
    kind: str,
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date | None = None,
    registration: Registration | None = None,
) -> ContactRole:
    """A contact takes a regulated role, for the whole participant or for one of its registrations.

    Participants give roles from today on; only staff correct the past. A role that signs is not theirs to give: it
    passes by a change that is signed and reviewed.
    """
    participant = lock_participant(contact.participant_id)
    contact = Contact.objects.lock(contact.pk)
    permissions.can_edit_people(by, participant).enforce()
    if not by.is_staff and kind in SIGNING:
        raise Refused(SIGNS)
    if not by.is_staff and starts_on < market_day(now):
        raise Refused("A role begins today or later; ask your account manager to correct the past.")
    return begin_role(
        contact=contact, kind=kind, by=by, now=now, starts_on=starts_on, ends_on=ends_on, registration=registration
    )


def begin_role(
    *,
    contact: Contact,
    kind: str,
    by: User | None,
    now: datetime,
    starts_on: date,
    ends_on: date | None = None,
    registration: Registration | None = None,
) -> ContactRole:
    """Write the role; call while holding the locks of participant and contact, once it is permitted."""
    if not contact.active:
        raise Refused("This contact was removed.")
    if kind not in ContactRoleKind.values:
        raise Refused("This role is not one of the available choices.")
    require_order(starts_on, ends_on)
    if registration is not None and registration.participant_id != contact.participant_id:
        raise Refused("The registration is not one of the available choices.")
    same = ContactRole.objects.filter(contact=contact, kind=kind, registration=registration)
    if same.filter(overlapping(starts_on, ends_on)).exists():
        raise Refused(ALREADY)
    role = ContactRole(
        participant_id=contact.participant_id,
        contact=contact,
        kind=kind,
        registration=registration,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with refusing({"contact_role_once": ALREADY}):
        role.save(force_insert=True)
    changes = {"contact": ["", contact.name], "role": ["", role.get_kind_display()], "from": ["", str(starts_on)]}
    if registration is not None:
        changes["registration"] = ["", str(registration)]
    trail.record("participants.contact_role.given", of=role, by=by, at=now, changes=changes)
    return role


@transaction.atomic
def end_role(*, contact_role: ContactRole, by: User, now: datetime, ends_on: date) -> ContactRole:
    """The role's last day is `ends_on`. Refused where that would leave the participant without the role."""
    participant = lock_participant(contact_role.participant_id)
    role = ContactRole.objects.lock(contact_role.pk)
    permissions.can_edit_people(by, participant).enforce()
    if not by.is_staff and ends_on < market_day(now):
        raise Refused("A role ends today or later; ask your account manager to correct the past.")
    return close_role(role, by=by, now=now, ends_on=ends_on)


def close_role(role: ContactRole, *, by: User | None, now: datetime, ends_on: date) -> ContactRole:
    """Write the role's last day; call while holding the locks of participant and role, once it is permitted."""
    require_order(role.starts_on, ends_on)
    if role.ends_on is not None and role.ends_on <= ends_on:
        raise Refused(f"This role already ends on {short_day(role.ends_on)}.")
    require_others(role, last_day=ends_on)
    changes = role.apply(ends_on=ends_on)
    changes["contact"] = [role.contact.name, role.contact.name]
    trail.record("participants.contact_role.ended", of=role, by=by, at=now, changes=changes)
    return role
