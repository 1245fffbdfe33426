"""Keeping the coverage figures of all participants up to date; only the sweep writes them."""

from datetime import datetime
from typing import Final

from django.db import transaction

from training.coverage import figures_of_all
from training.models import TrainingCoverage

COUNTED: Final = ("wanted", "covered", "enrolled", "expiring", "percent", "counted_at")
BATCH: Final = 1000


@transaction.atomic
def count_coverage(*, now: datetime) -> int:
    """Count all anew and write it; who needs nothing any more has no row. Returns how many rows there are."""
    found = figures_of_all(now)
    rows = [
        TrainingCoverage(
            participant_id=owner,
            wanted=one.wanted,
            covered=one.covered,
            enrolled=one.enrolled,
            expiring=one.expiring,
            percent=one.percent,
            counted_at=now,
        )
        for owner, one in sorted(found.items())
    ]
    # In the order of their keys, so that two counts at once never wait for each other in a circle.
    TrainingCoverage.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["participant"], update_fields=COUNTED
    )
    TrainingCoverage.objects.filter(counted_at__lt=now).delete()
    return len(rows)
