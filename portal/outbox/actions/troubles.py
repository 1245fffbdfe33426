"""Addresses at which mail doesn't arrive."""

from datetime import datetime

from django.db import transaction

from portal.audit import trail
from portal.outbox.models import AddressTrouble
from portal.outbox.retrying import printable
from portal.scoping import wall


@transaction.atomic
def note_trouble(*, address: str, kind: str, detail: str, now: datetime) -> AddressTrouble | None:
    """A mail server or provider says that an address doesn't work: nothing more is sent there until it is cleared.

    Called by the portal itself. None when it is known already, the first report stays; and for what can't be an
    address of anybody here.
    """
    address = address.strip().lower()
    if not address.isprintable() or len(address) > AddressTrouble._meta.get_field("address").max_length:
        return None
    detail = printable(detail)[: AddressTrouble._meta.get_field("detail").max_length]
    trouble = AddressTrouble(address=address, kind=kind, since=now, detail=detail)
    with wall.as_operator("note what a mail provider reports of an address"):
        AddressTrouble.objects.bulk_create([trouble], ignore_conflicts=True)
        noted = AddressTrouble.objects.filter(ref=trouble.ref).first()
        if noted is not None:
            trail.record("outbox.address.troubled", of=noted, by=None, at=now, reason=detail)
    return noted
