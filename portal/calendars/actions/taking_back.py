"""A stop that was taken back: the deadline runs as if it had never been stopped."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portal.calendars.actions.clocks import pause_clock, restart_clock, resume_clock
from portal.calendars.choices import ClockState, IntervalKind, Outcome
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused


@transaction.atomic
def take_back_stop(*, clock: Clock, by: Any, now: datetime, reason: str) -> Clock:
    """A new cycle from the same start with the same pauses; the stopped one counts as canceled, neither met nor missed.

    Returns the cycle that runs now (or rests, as the stopped one did).
    """
    old = Clock.objects.lock(clock.pk)
    if old.state != ClockState.STOPPED:
        raise Refused("This deadline was not stopped.")
    stopped_at = old.stopped_at
    old.apply(outcome=Outcome.CANCELED)
    fresh = restart_clock(clock=old, by=by, now=now, reason=reason, started_at=old.started_at)
    for pause in old.intervals.filter(kind=IntervalKind.PAUSED).order_by("starts_at", "pk"):
        fresh = pause_clock(clock=fresh, by=by, now=now, reason=pause.reason or reason, at=pause.starts_at)
        if pause.ends_at is not None and pause.ends_at < stopped_at:
            fresh = resume_clock(clock=fresh, by=by, now=now, at=pause.ends_at)
    return fresh
