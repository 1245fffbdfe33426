"""The day kept on a plan's task follows its clock where a changed calendar moved that."""

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import TruncDate

from participants.actions.plan_clocks import KIND
from participants.models import PlanTask
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.lifecycle.bulk import update_many
from portal.scoping.today import MARKET_ZONE

BATCH: Final = 5000


@transaction.atomic
def follow_task_clocks(refs: Iterable[str] | None = None) -> int:
    """Bring `due_on` up to date, of these tasks or of all that are worked on; returns how many differed.

    A row that somebody works on just now is left for the next look.
    """
    running = Clock.objects.filter(subject_ref=OuterRef("ref"), kind=KIND, state=ClockState.RUNNING)
    day = running.order_by().annotate(day=TruncDate("due_at", tzinfo=MARKET_ZONE)).values("day")[:1]
    rows = PlanTask.objects.under_way().annotate(day=Subquery(day))
    rows = rows.filter(day__isnull=False).exclude(day=F("due_on"))
    if refs is not None:
        rows = rows.filter(ref__in=list(refs))
    found = list(rows.order_by("pk").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    for row in found:
        row.due_on = row.day
    return update_many(PlanTask, ["due_on"], found)
