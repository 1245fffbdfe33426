"""Who may sign for a participant today, read from the dated roles of its contacts."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from participants.choices import MAY_SIGN, OFFICERS
from participants.models import Change, Contact, ContactRole, Participant
from participants.rules.people import Period
from participants.rules.signing import Holder, authority_of, who_may_sign
from portal.scoping.today import market_day


def able_to_sign(participant: Participant, now: datetime, *, topics: list[str] | None = None) -> list[Holder]:
    """Those who may sign on the market's day; a role held for a single registration is not enough.

    Whoever was removed from the contacts signs nothing, though the role was held on that very day.
    """
    rows = ContactRole.objects.of(participant).on(market_day(now)).filter(kind__in=(*MAY_SIGN, *OFFICERS))
    rows = rows.filter(registration=None, contact__active=True).select_related("contact").order_by("starts_on", "id")
    holders = [
        Holder(
            role_id=row.pk,
            contact_id=row.contact_id,
            user_id=row.contact.user_id,
            name=row.contact.name,
            kind=row.kind,
            period=Period(row.starts_on, row.ends_on),
        )
        for row in rows
    ]
    return who_may_sign(holders, market_day(now), replaced="authorized_representative" in (topics or ()))


def authority(user: Any, participant: Participant, now: datetime, *, topics: list[str] | None = None) -> Holder | None:
    """The role under which the person may sign today."""
    return authority_of(user.pk, able_to_sign(participant, now, topics=topics))


def named_in(change: Change, user: Any) -> str:
    """The topic in which the person is named as whoever takes a role; "" for others."""
    named = change.fields.filter(name="email", value__iexact=user.email).filter(~Q(value=""))
    return next((row.topic for row in named), "")


def contact_with(participant: Participant, email: str) -> Contact | None:
    return Contact.objects.of(participant).active().filter(email=email).first() if email else None
