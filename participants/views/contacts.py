"""Contacts with the roles they hold, as both sides show them."""

from datetime import date
from typing import Any

from django.db.models import Prefetch

from participants.models import Contact, ContactRole, Participant
from participants.rules.gaps import Gap, gaps

SHOWN = 200


def contacts_with_roles(user: Any, participant: Participant, today: date) -> list[Contact]:
    """Active contacts, each with `roles_held` that have not ended; two statements."""
    held = ContactRole.objects.visible_to(user).of(participant).exclude(ends_on__lt=today)
    held = held.order_by("kind", "starts_on").select_related("registration__role")
    rows = Contact.objects.visible_to(user).of(participant).active()
    rows = rows.prefetch_related(Prefetch("roles", held, to_attr="roles_held"))
    return list(rows.order_by("name", "id")[:SHOWN])


def gaps_of(contacts: list[Contact], today: date) -> list[Gap]:
    """The roles nobody holds today for the whole company."""
    held = (role for contact in contacts for role in contact.roles_held)
    return gaps(role.kind for role in held if role.registration_id is None and role.holds(today))
