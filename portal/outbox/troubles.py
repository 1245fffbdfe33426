"""Which addresses do not work, for pages that show people: one statement for all of them."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from django.db.models.functions import Lower

from portal.outbox.models import AddressTrouble


def troubles_of(addresses: Iterable[str]) -> dict[str, AddressTrouble]:
    """The open trouble of each of these addresses that has one, by address in lower case. Staff pages only."""
    wanted = {address.lower() for address in addresses if address}
    if not wanted:
        return {}
    rows = AddressTrouble.objects.open().annotate(low=Lower("address")).filter(low__in=wanted)
    return {row.low: row for row in rows}


def give_troubles(people: Mapping[str, Iterable[Any]]) -> None:
    """Give each row its `trouble` (or None), as `outbox/_address_trouble.html` shows it; one statement for all.

    Rows come under the path to their address: {"email": contacts, "user.email": memberships}.
    """
    addressed = [(row, attrgetter(path)(row)) for path, rows in people.items() for row in rows]
    found = troubles_of(address for _, address in addressed)
    for row, address in addressed:
        row.trouble = found.get(address.lower())
