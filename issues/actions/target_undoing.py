"""An answer was taken back before it left: the clocks run as if it had never been given."""

from datetime import datetime
from typing import Any, Final

from issues.actions.grid_pauses import WAITS
from issues.clocks import of_issues
from issues.models import Comment, Issue
from portal.calendars.actions.clocks import pause_clock, restart_clock, resume_clock, stop_clock
from portal.calendars.choices import ClockState, IntervalKind, Outcome
from portal.calendars.models import Clock, ClockInterval

TAKEN_BACK: Final = "The answer was taken back"
TOLD: Final = "Told in the cycle before."


def take_back(issue: Issue, comment: Comment, *, by: Any, now: datetime) -> bool:
    """Clocks that the answer began are canceled; those that it stopped go on in a cycle of their own, counted from
    their old start, with their pauses, and without telling anybody twice. Returns whether there were any."""
    clocks = list(of_issues([issue.ref]).select_related("calendar", "plan").order_by("pk"))
    still_open = [clock for clock in clocks if clock.state != ClockState.STOPPED]
    begun = [clock for clock in still_open if clock.started_at >= comment.at and clock.started_at > issue.opened_at]
    stopped = [clock for clock in clocks if clock.stopped_at is not None and clock.stopped_at >= comment.at]
    for clock in begun:
        stop_clock(clock=clock, by=by, now=now, outcome=Outcome.CANCELED, reason=TAKEN_BACK)
    for clock in stopped:
        if clock.outcome in (Outcome.MET, Outcome.MISSED):
            _go_on(clock, by=by, now=now)
    rested = [_run_on(clock, comment, by=by, now=now) for clock in still_open if clock not in begun]
    return bool(begun or stopped or any(rested))


def _run_on(clock: Clock, comment: Comment, *, by: Any, now: datetime) -> bool:
    """A clock that rests only because of the answer has never rested."""
    pause = clock.intervals.filter(ends_at=None, kind=IntervalKind.PAUSED, starts_at__gte=comment.at).first()
    if pause is None or pause.reason != WAITS:
        return False
    resume_clock(clock=clock, by=by, now=now, reason=TAKEN_BACK, at=pause.starts_at)
    return True


def _go_on(old: Clock, *, by: Any, now: datetime) -> None:
    new = restart_clock(clock=old, by=by, now=now, reason=TAKEN_BACK, started_at=old.started_at)
    for pause in ClockInterval.objects.filter(clock=old, kind=IntervalKind.PAUSED).order_by("starts_at", "id"):
        new = pause_clock(clock=new, by=by, now=now, reason=pause.reason, at=pause.starts_at)
        if pause.ends_at is not None and pause.ends_at < old.stopped_at:
            new = resume_clock(clock=new, by=by, now=now, at=pause.ends_at)
    for step in old.steps.filter(fired_at__isnull=False):
        told = {"outcome": step.outcome, "fired_at": step.fired_at, "next_try_at": None, "note": TOLD}
        new.steps.filter(level=step.level).update(**told)
