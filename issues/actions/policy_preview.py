"""What a changed policy would do to the clocks that run, before anything is written."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from issues.actions.target_clocks import differs
from issues.clocks import open_of
from issues.models import Issue, ServiceTarget
from issues.policies import HeldPolicy, PolicyBook, as_target
from portal.calendars import deadlines, ladders, loading
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock, ClockInterval
from portal.calendars.pauses import Pause
from portal.calendars.week import WorkCalendar

BATCH: Final = 1000


@dataclass
class Preview:
    """Numbers of clocks; `examples` are the first that move, with their due instants before and after.

    `changed` ones count by another rule (resting ones have no due instant that could move), `stopped` ones are
    promised nothing any more.
    """

    total: int = 0
    changed: int = 0
    moved: int = 0
    stopped: int = 0
    would_become_late: int = 0
    examples: list[tuple[Issue, Clock, datetime, datetime]] = field(default_factory=list)


def what_would_move(policy: HeldPolicy, *, now: datetime, limit: int = 20) -> Preview:
    """What publishing the policy at `now` would do to the clocks of open issues; a breach stays one in any case."""
    book = PolicyBook.read().instead(policy)
    preview = Preview()
    calendars = loading.current_of({row.calendar for one in book.active for row in one.targets.values()})
    for issue, clock, pauses, wanted, given in _clocks(book):
        preview.total += 1
        if wanted is None:
            preview.stopped += 1
        elif differs(clock, wanted, given):
            preview.changed += 1
            _compare(preview, issue, clock, pauses, wanted, calendars[wanted.calendar], now, limit)
    return preview


def _clocks(book: PolicyBook) -> Iterator[tuple[Issue, Clock, list[Pause], ServiceTarget | None, HeldPolicy | None]]:
    open_issues = Issue.objects.still_open().select_related("category").order_by("pk")
    batch: list[Issue] = []
    while batch := list(open_issues.filter(pk__gt=batch[-1].pk if batch else 0)[:BATCH]):
        facts, clocks = book.facts_of(batch), open_of(batch)
        pauses = _pauses([clock for rows in clocks.values() for clock in rows])
        for issue in batch:
            policy = book.for_(facts[issue.pk])
            for clock in clocks[issue.ref]:
                row = policy.target(issue.severity, clock.kind) if policy is not None else None
                yield issue, clock, pauses[clock.pk], row, policy


def _pauses(clocks: list[Clock]) -> dict[int, list[Pause]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows = ClockInterval.objects.filter(clock__in=clocks, kind="paused").order_by("starts_at", "id")
    for row in rows:
        found[row.clock_id].append(row)
    return defaultdict(list, {pk: ladders.pauses_of(intervals) for pk, intervals in found.items()})


def _compare(
    preview: Preview,
    issue: Issue,
    clock: Clock,
    pauses: list[Pause],
    wanted: ServiceTarget,
    calendar: WorkCalendar,
    now: datetime,
    limit: int,
) -> None:
    if clock.state != ClockState.RUNNING:
        return
    due = deadlines.due_at(calendar, clock.started_at, as_target(wanted), pauses)
    if due == clock.due_at:
        return
    preview.moved += 1
    preview.would_become_late += due < now <= clock.due_at
    if len(preview.examples) < limit:
        preview.examples.append((issue, clock, clock.due_at, due))
