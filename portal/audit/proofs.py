"""The audit trail as a file that proves itself: events, the way of each to its seal, and the chain of the seals.

One JSON text a line, written as `canonical.text` writes: a head, the seals, the events, an end. Only sealed events
are in it; the head says how many of those asked for still waited for their seal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db.models import QuerySet

from portal.audit import canonical, merkle
from portal.audit.models import AuditEvent, Seal

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


@dataclass(frozen=True, slots=True)
class EventProof:
    """The way of one event to the root of its seal."""

    seal: Seal
    index: int
    leaf: str
    path: list[str]
    leads_to: str

    @property
    def sound(self) -> bool:
        """Whether the event is what it was when it was sealed."""
        return self.leads_to == self.seal.root


def of_event(pk: int) -> EventProof | None:
    """None for an event that waits for its seal."""
    row = AuditEvent.objects.filter(pk=pk).values(*canonical.FIELDS).first()
    seal = next((one for one in Seal.objects.touching(pk, pk) if pk in one.event_ids), None)
    if row is None or seal is None:
        return None
    index = seal.event_ids.index(pk)
    path = merkle.proof(merkle.levels(seal.kept_leaves()), index)
    leaf = canonical.leaf(canonical.event_facts(row))
    led = merkle.root_by(leaf, index, seal.count, path)
    return EventProof(seal, index, leaf.hex(), [one.hex() for one in path], led.hex() if led else "")
