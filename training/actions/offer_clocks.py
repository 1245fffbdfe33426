"""The deadlines of offered seats: started, stopped, and followed where a changed calendar moves them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from portal.calendars import loading
from portal.calendars.actions.clocks import stop_clock
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.models import Clock
from portal.lifecycle.bulk import update_many
from training.choices import EnrollmentState
from training.models import Enrollment
from training.rules import offer_terms

CALENDAR: Final = "ercot-business"
KIND: Final = "seat-offer"
LABEL: Final = "Seat offered"
BATCH: Final = 5000


def until(now: datetime, begins_at: datetime) -> datetime | None:
    """Until when a seat offered now is kept; None where it is given at once."""
    _version, calendar = loading.current(CALENDAR)
    return offer_terms.offer_until(calendar, now, begins_at)


def outlasts(end: datetime, begins_at: datetime) -> bool:
    """Whether an open offer would reach too close to a session that begins earlier by now."""
    _version, calendar = loading.current(CALENDAR)
    return end > offer_terms.latest_end(calendar, begins_at)


def start(rows: Sequence[Enrollment], *, by: Any, now: datetime) -> None:
    """One deadline for each offer; the same few statements for any number."""
    clocks = ClockRows(calendar=CALENDAR, plan="", now=now)
    for row in rows:
        clocks.add(subject=row, kind=KIND, label=LABEL, rule=offer_terms.TERM, by=by)
    clocks.write()


def stop(rows: Iterable[Enrollment], *, by: Any, now: datetime, outcome: Outcome | None = None) -> None:
    """The deadlines end: met or missed by themselves, or canceled where nobody needs an answer any more."""
    refs = [row.ref for row in rows]
    for clock in Clock.objects.filter(subject_ref__in=refs, kind=KIND).open():
        missed = clock.due_at is not None and clock.due_at < now
        stop_clock(clock=clock, by=by, now=now, outcome=None if missed else outcome)


@transaction.atomic
def follow_clocks(refs: Iterable[str] | None = None) -> int:
    """Bring the end of open offers up to date with their deadlines; returns how many differed.

    A row that somebody works on just now is left for the next look.
    """
    running = Clock.objects.filter(subject_ref=OuterRef("ref"), kind=KIND, state=ClockState.RUNNING)
    rows = Enrollment.objects.filter(state=EnrollmentState.OFFERED)
    rows = rows.annotate(due=Subquery(running.order_by().values("due_at")[:1]))
    rows = rows.filter(due__isnull=False).exclude(due=F("offer_until"))
    if refs is not None:
        rows = rows.filter(ref__in=list(refs))
    found = list(rows.order_by("pk").select_for_update(skip_locked=True, of=("self",))[:BATCH])
    for row in found:
        row.offer_until = row.due
    return update_many(Enrollment, ["offer_until"], found)
