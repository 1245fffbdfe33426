"""What people hear of seals: that a look found a fault, and each day the newest seal, so that it is kept elsewhere too.

Neither tells of anybody's data: numbers, digests and the ids of events.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model

from portal.audit.canonical import instant
from portal.audit.models import Seal, SealCheck
from portal.outbox import kinds
from portal.outbox.choices import Severity
from portal.outbox.posting import Draft, post_many
from portal.scoping.today import market_day

FAULTY: Final = "audit.seals.faulty"
NEWEST: Final = "audit.seals.newest"
TOLD: Final = 10  # faults in a mail; the page of seals tells all


def register() -> None:
    """Called when the app is ready."""
    kinds.register(
        FAULTY,
        label="The audit trail is not as it was sealed",
        severity=Severity.CRITICAL,
        template="outbox/audit/seals_faulty",
        optional=False,
    )
    kinds.register(
        NEWEST, label="The newest seal of the audit trail", template="outbox/audit/seals_newest", optional=False
    )


def tell_faults(check: SealCheck, *, now: datetime) -> int:
    """To whoever reads the trail, at once; the same faults again on another day only."""
    if not check.faults:
        return 0
    found = sha256("\n".join(check.faults).encode()).hexdigest()
    facts = {"faults": check.faults[:TOLD], "more": max(0, len(check.faults) - TOLD)}
    dedupe = f"{FAULTY}:{market_day(now)}:{found}"
    readers = get_user_model().objects.who_can("audit.view")
    return post_many([Draft(FAULTY, one, dedupe=f"{dedupe}:{one.ref}", facts=facts) for one in readers], now=now)


def tell_newest(*, now: datetime) -> int:
    """Once a market day, to the addresses the installation names; returns how many mails that makes."""
    seal = Seal.objects.light().order_by("number").last()
    if seal is None or not settings.SEAL_ADDRESSES:
        return 0
    facts: dict[str, Any] = {name: getattr(seal, name) for name in ("number", "count", "root", "digest")}
    facts["sealed_at"] = instant(seal.sealed_at)
    dedupe = f"{NEWEST}:{market_day(now)}"
    return post_many(
        [Draft(NEWEST, address=one, dedupe=dedupe, facts=facts) for one in settings.SEAL_ADDRESSES], now=now
    )
