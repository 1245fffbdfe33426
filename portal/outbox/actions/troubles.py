"""Addresses at which mail doesn't arrive."""

from datetime import datetime

from django.db import transaction

from portal.audit import trail
from portal.outbox.models import AddressTrouble


@transaction.atomic
def note_trouble(*, address: str, kind: str, detail: str, now: datetime) -> AddressTrouble | None:
    """A mail server or provider says that an address doesn't work: nothing more is sent there until it is cleared.

    Called by the portal itself. None when it is known already; the first report stays.
    """
    address = address.strip().lower()
    length = AddressTrouble._meta.get_field("detail").max_length
    trouble = AddressTrouble(address=address, kind=kind, since=now, detail=detail[:length])
    known = AddressTrouble.objects.open().filter(address__iexact=address)
    if known.exists() or not AddressTrouble.objects.bulk_create([trouble], ignore_conflicts=True):
        return None
    trail.record("outbox.address.troubled", of=trouble, by=None, at=now, reason=detail[:length])
    return trouble
