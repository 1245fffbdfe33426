"""Writing contacts. Staff do it, and a participant's own organization administrator, inside the wall."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions import held_roles
from participants.actions.evidence import lapse_held_by
from participants.actions.locks import lock_participant
from participants.actions.participants import tidy
from participants.actions.shape import only_fields, require_shape
from participants.choices import SIGNING
from participants.models import Contact, ContactRole, Membership, Participant
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

TEXTS = ("name", "email", "phone", "title")
SIGNS = "This person may sign for the company: that passes to another by a change, or ask your account manager."
CHANGEABLE = frozenset(TEXTS) | {"user"}
EMAIL_TAKEN = "Another contact of this participant already has this e-mail address."
TAKEN = {"contact_email_once": EMAIL_TAKEN}


@transaction.atomic
def add_contact(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    name: str,
    email: str = "",
    phone: str = "",
    title: str = "",
    user: User | None = None,
) -> Contact:
    """A person the operator may turn to; linked to a user when that person also signs in."""
    participant = lock_participant(participant.pk)
    permissions.can_edit_people(by, participant).enforce()
    return write_contact(
        participant=participant, by=by, now=now, name=name, email=email, phone=phone, title=title, user=user
    )


def write_contact(
    *,
    participant: Participant,
    by: User | None,
    now: datetime,
    name: str,
    email: str,
    phone: str,
    title: str,
    user: User | None,
) -> Contact:
    """Write the contact; call while holding the participant's lock, once it is permitted."""
    texts = _tidied({"name": name, "email": email, "phone": phone, "title": title})
    contact = Contact(participant=participant, user_id=user.pk if user else None, **texts)
    _require_sound(contact, TEXTS)
    if user is not None:
        _require_member(participant, user)
    with refusing(TAKEN):
        contact.save(force_insert=True)
    trail.record("participants.contact.added", of=contact, by=by, at=now, changes={"name": ["", contact.name]})
    return contact


@transaction.atomic
def change_contact(*, contact: Contact, by: User, now: datetime, **fields: Any) -> Contact:
    """Change name, e-mail, phone, title or the linked user.

    Who it is that signs for the company stays: of such a contact its administrators change neither address nor user.
    """
    only_fields(fields, CHANGEABLE)
    participant = lock_participant(contact.participant_id)
    contact = Contact.objects.lock(contact.pk)
    permissions.can_edit_people(by, participant).enforce()
    _require_active(contact)
    texts = _tidied({name: fields[name] for name in TEXTS if name in fields})
    wanted = Contact(
        pk=contact.pk, participant=participant, **{name: texts.get(name, getattr(contact, name)) for name in TEXTS}
    )
    _require_sound(wanted, tuple(texts))
    if not by.is_staff:
        _require_same_person(contact, wanted, fields, market_day(now))
    with refusing(TAKEN):
        changes = contact.apply(**texts)
    if "user" in fields:
        changes |= _link(contact, participant, fields["user"])
    if changes:
        trail.record("participants.contact.changed", of=contact, by=by, at=now, changes=changes)
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact, by: User, now: datetime, reason: str = "") -> Contact:
    """Take the contact out of use and end the roles held; refused for whoever holds a role nobody else has."""
    participant = lock_participant(contact.participant_id)
    contact = Contact.objects.lock(contact.pk)
    permissions.can_edit_people(by, participant).enforce()
    _require_active(contact)
    today = market_day(now)
    roles = list(ContactRole.objects.filter(contact=contact).select_for_update(of=("self",)))
    open_roles = [role for role in roles if role.ends_on is None or role.ends_on >= today]
    for role in open_roles:
        held_roles.require_others(role, last_day=held_roles.day_before(today), but_not_of=contact.pk)
    for role in open_roles:
        role.apply(ends_on=max(role.starts_on, today))
    contact.apply(active=False)
    lapse_held_by(contact=contact, by=by, now=now)
    changes = {"roles": [", ".join(str(role) for role in open_roles), ""]} if open_roles else {}
    trail.record("participants.contact.removed", of=contact, by=by, at=now, changes=changes, reason=reason.strip())
    return contact


def _tidied(texts: dict[str, str]) -> dict[str, str]:
    tidied = {name: tidy(text) for name, text in texts.items()}
    if "email" in tidied:
        tidied["email"] = tidied["email"].lower()
    return tidied


def _require_sound(contact: Contact, names: tuple[str, ...]) -> None:
    """Shape, a way to reach the person, and one active contact per e-mail address."""
    require_shape(contact, *names)
    if not contact.email and not contact.phone:
        raise Refused("A contact needs an e-mail address or a phone number.")
    same = Contact.objects.active().filter(participant_id=contact.participant_id, email=contact.email)
    if contact.email and same.exclude(pk=contact.pk).exists():
        raise Refused(EMAIL_TAKEN)


def _require_active(contact: Contact) -> None:
    if not contact.active:
        raise Refused("This contact was removed.")


def _require_member(participant: Participant, user: User) -> None:
    """Only people who may act for the participant can be linked; says nothing about anybody else."""
    if not Membership.objects.of(participant).filter(user=user.pk, ended_at=None).exists():
        raise Refused("This user has no membership of this participant.")


def _require_same_person(contact: Contact, wanted: Contact, fields: dict[str, Any], today: date) -> None:
    """A user is linked to somebody who signs only under the address the contact has already."""
    roles = ContactRole.objects.filter(contact=contact, kind__in=SIGNING).exclude(ends_on__lt=today)
    user = fields.get("user")
    another = user is not None and user.pk != contact.user_id and user.email.lower() != contact.email
    if another:
        _require_member(wanted.participant, user)
    if (another or wanted.email != contact.email) and roles.exists():
        raise Refused(SIGNS)


def _link(contact: Contact, participant: Participant, user: User | None) -> dict[str, list[str]]:
    if user is not None:
        _require_member(participant, user)
    before, after = contact.user_id, user.pk if user else None
    if before == after:
        return {}
    names = dict(User.objects.filter(pk__in=[pk for pk in (before, after) if pk]).values_list("pk", "name"))
    contact.apply(user_id=after)
    return {"user": [names.get(before, ""), names.get(after, "")]}
