"""The audit trail as a file that proves itself: events, the way of each to its seal, and the chain of the seals.

One JSON text a line, written as `canonical.text` writes: a head, the seals, the events, an end. Only sealed events
are in it; the head says how many of those asked for still waited for their seal.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db.models import QuerySet

from portal.audit import canonical, merkle
from portal.audit.models import Seal

LIMIT: Final = 20_000


def lines(rows: QuerySet, *, wanted: str, now: datetime) -> list[str]:
    """The file's lines for some events, the newest ones when they are too many; `wanted` says which were asked for.

    `whole` in the head says that all events of all its seals are in it, so a missing one is found.
    """
    asked = {row["id"]: row for row in rows.order_by("-at", "-id").values(*canonical.FIELDS)[: LIMIT + 1]}
    whole = not wanted and len(asked) <= LIMIT
    events = dict(list(asked.items())[:LIMIT])
    told = list(_of_seals(events))
    seals = list(Seal.objects.light().filter(number__gte=told[0][0]).order_by("number")) if told else []
    head = {
        "v": 1,
        "made_at": canonical.instant(now),
        "wanted": wanted,
        "whole": whole,
        "events": len(told),
        "waiting": len(events) - len(told),
    }
    written = [canonical.text({"export": head})]
    written += [canonical.text({"seal": seal.facts() | {"digest": seal.digest}}) for seal in seals]
    written += [line for _number, line in told]
    return [*written, canonical.text({"end": {"digest": digest(written)}})]


def events_in(written: list[str]) -> int:
    return sum(line.startswith('{"event"') for line in written)


def digest(written: list[str]) -> str:
    """Of all lines before the end; the trail keeps it, so a changed file is told from the one sent."""
    return sha256("".join(f"{line}\n" for line in written).encode()).hexdigest()


def _of_seals(events: dict[int, dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Each sealed event with its proof, in the order of seals and leaves."""
    if not events:
        return
    for seal in Seal.objects.touching(min(events), max(events)).iterator(chunk_size=20):
        places = [(place, pk) for place, pk in enumerate(seal.event_ids) if pk in events]
        tree = merkle.levels(seal.kept_leaves()) if places else []
        for place, pk in places:
            path = [one.hex() for one in merkle.proof(tree, place)]
            facts = canonical.event_facts(events[pk])
            yield seal.number, canonical.text({"event": facts, "index": place, "proof": path, "seal": seal.number})
