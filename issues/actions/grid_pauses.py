"""When the clocks of an issue stand still: while it waits for the participant, and during a declared grid event.

Whether a clock rests is worked out from where the issue and the event stand, so doing it twice changes nothing. Call
while holding the issue's lock.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from issues.choices import Severity
from issues.models import GridEvent, GridPause, Issue
from issues.policies import PolicyBook
from issues.rules.target_rules import rests
from portal.calendars.actions.clocks import pause_clock, resume_clock
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock

WAITS: Final = "Waiting on the participant"
IN_EVENT: Final = "Grid event: {reason}"
OVER: Final = "The grid event is over"
CRITICAL_NOW: Final = "Critical: no pause in a grid event"


def let_rest(
    issue: Issue, clocks: Iterable[Clock], book: PolicyBook, *, by: Any, now: datetime, event: GridEvent | None = None
) -> int:
    """Pause and resume what needs it; returns how many clocks changed. `event`: one to catch up with, even if over."""
    rows = list(clocks)
    if not rows:
        return 0
    event = event or GridEvent.objects.in_force(now).first()
    held = {pause.clock_id: pause for pause in GridPause.objects.open().filter(clock__in=rows).select_related("event")}
    changed = 0
    for clock in rows:
        waits = rests(clock.kind, issue.state, book.rules_of(clock.policy_code))
        changed += _rest(clock, issue, waits, held.get(clock.pk), event, by=by, now=now)
    return changed


def settle(clock: Clock, *, by: Any, now: datetime) -> None:
    """A clock that is about to stop catches up with the end of its grid event."""
    pause = GridPause.objects.open().filter(clock=clock).select_related("event").first()
    if pause is not None and _is_over(pause.event, now):
        _lift(pause, clock, at=pause.event.ends_at, by=by, now=now, reason=OVER)


def let_go(clock: Clock, now: datetime) -> None:
    """The clock was stopped: so is its pause."""
    for pause in GridPause.objects.open().filter(clock=clock):
        pause.until_at = max(now, pause.from_at)
        pause.save(update_fields=["until_at"])


def _rest(
    clock: Clock, issue: Issue, waits: bool, held: GridPause | None, event: GridEvent | None, *, by: Any, now: datetime
) -> bool:
    before = (clock.state, held)
    since = now
    if clock.state == ClockState.PAUSED and held is None and not waits:
        clock = resume_clock(clock=clock, by=by, now=now)
    critical = issue.severity == Severity.CRITICAL
    if clock.state == ClockState.RUNNING and held is None and event is not None and not critical:
        held = _hold(clock, event, by=by, now=now)
        clock.state = ClockState.PAUSED if held is not None else clock.state
    if held is not None and _is_over(held.event, now):
        since = max(held.event.ends_at, _since(issue) or held.event.ends_at)
        clock = _lift(held, clock, at=held.event.ends_at, by=by, now=now, reason=OVER)
    elif held is not None and critical:
        clock = _lift(held, clock, at=now, by=by, now=now, reason=CRITICAL_NOW)
    if clock.state == ClockState.RUNNING and waits:
        clock = pause_clock(clock=clock, by=by, now=now, reason=WAITS, at=min(since, now))
    return before != (clock.state, held)


def _hold(clock: Clock, event: GridEvent, *, by: Any, now: datetime) -> GridPause | None:
    """The clock stands still from the event's start, or from its own last change if that was later."""
    at = max(event.starts_at, clock.intervals.get(ends_at=None).starts_at)
    if event.starts_at > now or (event.ends_at is not None and at >= event.ends_at):
        return None
    pause_clock(clock=clock, by=by, now=now, reason=IN_EVENT.format(reason=event.reason)[:200], at=at)
    return GridPause.objects.create(event=event, clock=clock, from_at=at)


def _lift(pause: GridPause, clock: Clock, *, at: datetime, by: Any, now: datetime, reason: str) -> Clock:
    at = max(at, pause.from_at)
    clock = resume_clock(clock=clock, by=by, now=now, reason=reason, at=at)
    pause.until_at = at
    pause.save(update_fields=["until_at"])
    return clock


def _is_over(event: GridEvent, now: datetime) -> bool:
    return event.ends_at is not None and event.ends_at <= now


def _since(issue: Issue) -> datetime | None:
    """Since when the issue stands where it stands."""
    return issue.steps.order_by("-at", "-id").values_list("at", flat=True).first()
