"""The contact a user is among a company's people: who learns is always a contact, also when enrolling oneself."""

from datetime import datetime

from accounts.models import User
from participants.actions.contacts import write_contact
from participants.models import Contact, Participant
from portal.audit import trail


def own_contact(participant: Participant, *, user: User, now: datetime) -> Contact:
    """The user's contact in the company acted for, linked or written where there is none yet.

    Call while holding the participant's lock: an active contact with the user's own address and no user of its own is
    that person.
    """
    active = Contact.objects.active().of(participant)
    found = active.filter(user=user).order_by("id").first()
    if found is not None:
        return found
    same = active.filter(user=None, email=user.email.lower()).first()
    if same is None:
        return write_contact(
            participant=participant, by=user, now=now, name=user.name, email=user.email, phone="", title="", user=user
        )
    same.apply(user_id=user.pk)
    changes = {"user": ["", user.name]}
    trail.record("participants.contact.changed", of=same, by=user, at=now, changes=changes)
    return same
