"""Sealing: the only writer of seals. It takes what waits, so nothing that commits late is passed over."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from portal.audit import canonical, merkle
from portal.audit.models import AuditEvent, Seal, UnsealedEvent

MOST: Final = 1000  # events under one seal: a proof has ten steps then
SEALS_A_RUN: Final = 100
LOCK: Final = 6_962_001


def seal_waiting(*, now: datetime, seals: int = SEALS_A_RUN) -> int:
    """Seal what waits, batch by batch; returns how many events that were."""
    done = 0
    for _batch in range(seals):
        seal = seal_next(now=now)
        if seal is None:
            break
        done += seal.count
        if seal.count < MOST:
            break
    return done


@transaction.atomic
def seal_next(*, now: datetime, most: int = MOST) -> Seal | None:
    """Put one seal on the oldest events that wait; None when none does or another run is sealing.

    What waits and is not in the trail any more stays waiting: the check names it.
    """
    if not _alone():
        return None
    waiting = UnsealedEvent.objects.values("event_id")
    rows = list(AuditEvent.objects.filter(pk__in=waiting).order_by("pk").values(*canonical.FIELDS)[:most])
    if not rows:
        return None
    ids = [row["id"] for row in rows]
    leaves = [canonical.leaf(canonical.event_facts(row)) for row in rows]
    before = Seal.objects.light().order_by("number").last()
    seal = Seal(
        number=before.number + 1 if before else 1,
        count=len(ids),
        first_id=ids[0],
        last_id=ids[-1],
        root=merkle.root(leaves).hex(),
        previous=before.digest if before else "",
        sealed_at=now,
        event_ids=ids,
        leaves=b"".join(leaves),
    )
    seal.digest = canonical.seal_digest(seal.facts())
    seal.save(force_insert=True)
    UnsealedEvent.objects.filter(pk__in=ids).delete()
    return seal


def _alone() -> bool:
    """Two runs at once would both continue the chain from the same seal; the second one leaves it to the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]
