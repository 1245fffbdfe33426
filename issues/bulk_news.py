"""Who hears of many issues that changed hands at once: one message to each, however many they were."""

from collections import Counter
from datetime import datetime
from typing import Final

from accounts.models import User
from issues.choices import BulkOutcome
from issues.models import BulkRun
from portal.outbox import kinds, posting
from portal.outbox.posting import Draft

GIVEN: Final = "issues.bulk.given"
GONE: Final = "issues.bulk.gone"


def register() -> None:
    """Called when the app is ready."""
    kinds.register(GIVEN, label="Issues handed over to you", template="outbox/issues/bulk_given")
    kinds.register(GONE, label="Issues that go to somebody else", template="outbox/issues/bulk_gone")


def tell_handed_over(run: BulkRun, *, now: datetime) -> None:
    """Whoever owns them now, and whose they were; never whoever did it."""
    gaining: Counter[int] = Counter()
    losing: Counter[int] = Counter()
    for before, after in run.rows.filter(outcome=BulkOutcome.DONE).values_list("before__owner", "after__owner"):
        to, of = (before, after) if run.undoes_id else (after, before)
        gaining.update([to] if to else [])
        losing.update([of] if of else [])
    people = User.objects.active().in_bulk({*gaining, *losing} - {run.by_id})
    posting.post_many(
        [
            Draft(kind, people[key], dedupe=f"{kind}:{run.ref}:{people[key].ref}", facts={"count": count})
            for kind, counts in ((GIVEN, gaining), (GONE, losing))
            for key, count in counts.items()
            if key in people
        ],
        now=now,
    )
