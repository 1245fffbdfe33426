"""After a calendar changed: what would move (read only), and moving the open clocks in the background.

A run advances by chunks, each in a transaction of its own that also says how far it got: a kill costs one chunk.
Clocks are locked for as long as a chunk takes; the sweep passes over locked ones, so nothing waits for a run.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from portal.calendars import affected, deadlines, ladders, loading
from portal.calendars.actions.retiming import retime
from portal.calendars.choices import ClockState, IntervalKind, RecomputeState
from portal.calendars.models import Calendar, Clock, ClockInterval, RecomputeRun
from portal.calendars.week import WorkCalendar

logger = logging.getLogger(__name__)

CHUNK: Final = 1000
LEASE: Final = timedelta(minutes=2)
WAITING: Final = (RecomputeState.QUEUED, RecomputeState.RUNNING)
OVERTAKEN: Final = "A later version took over."
TWO_DAYS: Final = timedelta(days=2)


@dataclass
class Preview:
    """What a draft would do: numbers of clocks, and the first that move with their due instants before and after."""

    total_open: int = 0
    moved: int = 0
    would_become_late: int = 0
    examples: list[tuple[Clock, datetime, datetime]] = field(default_factory=list)


def what_would_move(calendar: Calendar, draft: WorkCalendar, *, now: datetime, limit: int = 200) -> Preview:
    """What publishing `draft` at `now` would do to the open clocks of a calendar; writes nothing.

    Paused clocks have no due instant that could move; those whose due instant has passed keep it.
    """
    _, held = loading.current(calendar.code)
    days = affected.differing_days(held, draft)
    preview = Preview(total_open=Clock.objects.filter(calendar=calendar).open().count())
    for clock in _candidates(calendar, days, now):
        try:
            due = deadlines.due_at(draft, clock.started_at, deadlines.rule_of(clock), ladders.pauses_of(clock.paused))
        except ValueError:
            logger.warning("The deadline %s would have no answer in the draft.", clock.ref)
            continue
        if due != clock.due_at:
            preview.moved += 1
            preview.would_become_late += due < now
            if len(preview.examples) < limit:
                preview.examples.append((clock, clock.due_at, due))
    return preview


def advance_run(*, run: RecomputeRun, now: datetime, chunk: int = CHUNK) -> bool:
    """Take the next clocks of a run; whether there is more to do. False also while another worker is at it."""
    with transaction.atomic():
        run = RecomputeRun.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=run.pk).first()
        if run is None or run.state not in WAITING:
            return False
        if not run.version.current:
            _finish(run, now, OVERTAKEN)
            return False
        _begin(run)
        clocks = _next_clocks(run, chunk)
        if not clocks:
            _finish(run, now)
            return False
        done = retime(clocks, run.version, now=now)
        run.after_id, run.claimed_until = clocks[-1].pk, now + LEASE
        run.done += len(clocks)
        run.moved += done.moved
        run.became_late += done.became_late
        if done.failed:
            run.last_error = f"{done.failed} deadlines up to {clocks[-1].ref} have no answer under this version."
        run.save(
            update_fields=["state", "total", "after_id", "claimed_until", "done", "moved", "became_late", "last_error"]
        )
        return True


def recompute_run(*, run: RecomputeRun, now: datetime, chunk: int = CHUNK) -> RecomputeRun:
    """All of a run at one instant."""
    while advance_run(run=run, now=now, chunk=chunk):
        pass
    run.refresh_from_db()
    return run


@transaction.atomic
def put_off_run(*, run: RecomputeRun, now: datetime, error: Exception) -> None:
    """A chunk that raises is tried again after the lease, from where the run had got."""
    run = RecomputeRun.objects.lock(run.pk)
    run.claimed_until, run.last_error = now + LEASE, f"{type(error).__name__}: {error}"[:300]
    run.save(update_fields=["claimed_until", "last_error"])


def waiting_runs(now: datetime) -> QuerySet[RecomputeRun]:
    """Runs that nobody is at: not begun, or their worker died."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return RecomputeRun.objects.filter(free, state__in=WAITING).order_by("started_at", "id")


def _begin(run: RecomputeRun) -> None:
    if run.state == RecomputeState.QUEUED:
        run.state = RecomputeState.RUNNING
        run.total = _open_of(run).count()


def _finish(run: RecomputeRun, now: datetime, note: str = "") -> None:
    run.state, run.finished_at, run.claimed_until = RecomputeState.DONE, now, None
    run.last_error = note or run.last_error
    run.save(update_fields=["state", "total", "finished_at", "claimed_until", "last_error"])


def _next_clocks(run: RecomputeRun, chunk: int) -> list[Clock]:
    ahead = _open_of(run).filter(pk__gt=run.after_id).order_by("pk")
    return list(ahead.select_for_update(of=("self",))[:chunk])


def _open_of(run: RecomputeRun) -> QuerySet[Clock]:
    return Clock.objects.filter(calendar=run.version.calendar_id).open()


def _candidates(calendar: Calendar, days: affected.Days | None, now: datetime) -> Iterator[Any]:
    """Running clocks that a difference on these days can touch, the earliest due first; `paused` holds their pauses."""
    rows = Clock.objects.filter(calendar=calendar, state=ClockState.RUNNING, due_at__gte=now).order_by("due_at", "id")
    if days is not None:
        if not days:
            return
        first, last = (date.fromordinal(day) for day in (days[0], days[-1]))
        touched = Q(due_at__date__gte=first - TWO_DAYS, started_at__date__lte=last + TWO_DAYS)
        rows = rows.filter(touched | Q(fixed_day__gte=first - TWO_DAYS))
    paused = ClockInterval.objects.filter(kind=IntervalKind.PAUSED).order_by("starts_at", "id")
    yield from rows.prefetch_related(Prefetch("intervals", paused, to_attr="paused")).iterator(chunk_size=CHUNK)
