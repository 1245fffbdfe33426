"""The target of each listed issue that runs out next, for all rows in one statement."""

from collections.abc import Iterable

from issues.models import Issue
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.lifecycle.subjects import type_of


def give_next_clocks(issues: Iterable[Issue]) -> None:
    """Each gets its `clock`: of those that are not stopped a running one first, the earliest; or None."""
    rows = list(issues)
    found: dict[str, Clock] = {}
    wanted = {"subject_type": type_of(Issue), "subject_ref__in": [row.ref for row in rows]}
    clocks = Clock.objects.filter(**wanted).exclude(state=ClockState.STOPPED) if rows else ()
    for clock in sorted(clocks, key=_urgency, reverse=True):
        found[clock.subject_ref] = clock
    for row in rows:
        row.clock = found.get(row.ref)


def _urgency(clock: Clock) -> tuple[bool, float]:
    instant = clock.due_at.timestamp() if clock.due_at else (clock.remaining.total_seconds() if clock.remaining else 0)
    return clock.state != ClockState.RUNNING, instant
