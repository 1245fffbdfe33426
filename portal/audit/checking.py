"""Looking at seals again: are they and the events below them what they were when they were sealed?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection, transaction

from portal.audit import canonical, merkle, seal_news
from portal.audit.models import AuditEvent, Seal, SealCheck

A_RUN: Final = 200  # seals looked at by one run of the sweep
MOST_FAULTS: Final = 100  # kept and told

# Neither under a seal nor waiting for one: put in while the trail's own trigger was off.
UNKNOWN: Final = """
SELECT e.id FROM audit_auditevent e
WHERE e.id BETWEEN %s AND %s
  AND NOT EXISTS (SELECT FROM audit_unsealedevent u WHERE u.event_id = e.id)
  AND e.id NOT IN (SELECT unnest(s.event_ids) FROM audit_seal s WHERE s.first_id <= %s AND s.last_id >= %s)
ORDER BY e.id LIMIT %s
"""
LOST: Final = """
SELECT u.event_id FROM audit_unsealedevent u
WHERE NOT EXISTS (SELECT FROM audit_auditevent e WHERE e.id = u.event_id) ORDER BY u.event_id LIMIT %s
"""
HIGHEST: Final = 2**63 - 1


class Looked(NamedTuple):
    """What a look found; `last_digest` is worth keeping outside the portal."""

    first_seal: int
    last_seal: int
    events: int
    faults: list[str]
    last_digest: str


def look(*, after: int = 0, most: int | None = None, kept: dict[int, str] | None = None) -> Looked | None:
    """Look at the seals behind number `after`, at most so many; None when there are none.

    `kept` are digests by number as somebody noted them elsewhere: without such a note whoever owns the database
    could have made all seals anew.
    """
    before = Seal.objects.light().filter(number=after).first() if after else None
    seals = Seal.objects.filter(number__gt=after).order_by("number")
    if most is not None:
        seals = seals[:most]
    faults: list[str] = []
    number, digest, events, first = after, before.digest if before else "", 0, 0
    # An event may have been put into a gap between two looks.
    lowest, highest = before.last_id if before else 1, 0
    for seal in seals.iterator(chunk_size=20):
        faults += _chain(seal, number, digest, kept or {})
        faults += _events(seal)
        number, digest = seal.number, seal.digest
        first = first or number
        events += seal.count
        lowest, highest = min(lowest, seal.first_id), max(highest, seal.last_id)
    faults += [
        f"Seal {one}, noted elsewhere, is missing." for one in sorted(kept or {}) if one > number and most is None
    ]
    if not first:
        return Looked(0, 0, 0, faults, "") if faults else None
    last = most is None or not Seal.objects.filter(number__gt=number).exists()
    faults += _unknown(lowest, HIGHEST if last else highest)
    return Looked(first, number, events, faults, digest)


@transaction.atomic
def check_next(*, now: datetime, most: int = A_RUN) -> int:
    """Go on where the last look ended, again and again through all seals; returns how many seals were looked at.

    Whoever reads the trail hears of faults.
    """
    last = SealCheck.objects.first()
    found = look(after=last.last_seal if last else 0, most=most) or look(most=most)
    if found is None:
        return 0
    check = SealCheck.objects.create(
        at=now,
        first_seal=found.first_seal,
        last_seal=found.last_seal,
        events=found.events,
        faults=found.faults[:MOST_FAULTS],
    )
    seal_news.tell_faults(check, now=now)
    return found.last_seal - found.first_seal + 1


def _chain(seal: Seal, number: int, digest: str, kept: dict[int, str]) -> Iterable[str]:
    """Each seal follows the one before and says of itself what it said then."""
    if seal.number != number + 1:
        yield f"Seals {number + 1} to {seal.number - 1} are missing."
    elif seal.previous != digest:
        yield f"Seal {seal.number} does not follow the seal before it."
    if canonical.seal_digest(seal.facts()) != seal.digest:
        yield f"Seal {seal.number} was changed."
    if kept.get(seal.number, seal.digest) != seal.digest:
        yield f"Seal {seal.number} is another one than was noted elsewhere."


def _events(seal: Seal) -> Iterable[str]:
    """Each event has the leaf it had, and the leaves lead to the root."""
    leaves = seal.kept_leaves()
    if len(leaves) != seal.count or merkle.root(leaves).hex() != seal.root:
        yield f"Seal {seal.number}: its leaves do not lead to its root."
    rows = AuditEvent.objects.filter(pk__in=seal.event_ids).values(*canonical.FIELDS)
    found = {row["id"]: canonical.leaf(canonical.event_facts(row)) for row in rows}
    for pk, leaf in zip(seal.event_ids, leaves, strict=False):
        if pk not in found:
            yield f"Event {pk} under seal {seal.number} is missing."
        elif found[pk] != leaf:
            yield f"Event {pk} under seal {seal.number} was changed."


def _unknown(first: int, last: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN, [first, last, last, first, MOST_FAULTS])
        added = [f"Event {pk} stands under no seal and waits for none: it was put in by hand." for (pk,) in cursor]
        cursor.execute(LOST, [MOST_FAULTS])
        return added + [f"Event {pk}, which waits for its seal, is missing." for (pk,) in cursor]
