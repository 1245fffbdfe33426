"""The due time kept on a question follows its clock where a changed calendar moved that."""

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from issues.models import Referral
from issues.querysets.referrals import KIND
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.lifecycle.bulk import update_many

BATCH: Final = 5000


@transaction.atomic
def follow_clocks(refs: Iterable[str] | None = None) -> int:
    """Bring `due_at` up to date, of these questions or of all; returns how many differed.

    A row that somebody works on just now is left for the next look.
    """
    running = Clock.objects.filter(subject_ref=OuterRef("ref"), kind=KIND, state=ClockState.RUNNING)
    rows = Referral.objects.with_department().annotate(due=Subquery(running.order_by().values("due_at")[:1]))
    rows = rows.filter(due__isnull=False).exclude(due=F("due_at"))
    if refs is not None:
        rows = rows.filter(ref__in=list(refs))
    found = list(rows.order_by("pk").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    for row in found:
        row.due_at = row.due
    return update_many(Referral, ["due_at"], found)
