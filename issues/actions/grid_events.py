"""Declaring a grid event, ending it, and taking up its beginning and end when their time has come."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from accounts.models import User
from issues import grid_banner
from issues.actions.target_runs import start_run
from issues.choices import TargetRunKind
from issues.models import GridEvent
from issues.permissions.targets import can_oversee
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

UNEXPLAINED: Final = "Say why: participants read this reason."
TOO_EARLY: Final = "A grid event cannot begin more than a day ago."
BACKWARDS: Final = "It must end after it begins, and not before now."
ANOTHER: Final = "Another grid event is declared for that time."
OVER: Final = "This grid event is over."
LONGEST_AGO: Final = timedelta(days=1)
# What is left of an event that was called off before it began.
INSTANT: Final = timedelta(microseconds=1)
ONE_AT_ONCE: Final = {"grid_event_one_at_once": ANOTHER}


@transaction.atomic
def declare_event(
    *, by: User, now: datetime, reason: str, starts_at: datetime | None = None, ends_at: datetime | None = None
) -> GridEvent:
    """From its start on, the targets of everything that is not critical stand still; the reason is published."""
    can_oversee(by).enforce()
    starts_at = starts_at or now
    event = GridEvent(reason=tidy(reason), starts_at=starts_at, ends_at=ends_at)
    if not event.reason:
        raise Refused(UNEXPLAINED)
    require_shape(event, "reason")
    if starts_at < now - LONGEST_AGO:
        raise Refused(TOO_EARLY)
    if ends_at is not None and (ends_at <= starts_at or ends_at < now):
        raise Refused(BACKWARDS)
    with refusing(ONE_AT_ONCE):
        event.save(force_insert=True)
    trail.record("issues.grid.declared", of=event, by=by, at=now, reason=event.reason)
    take_up(event, by=by, now=now)
    return event


@transaction.atomic
def end_event(*, event: GridEvent, by: User, now: datetime) -> GridEvent:
    """It is over now: the targets run on. One that has not begun yet never will."""
    event = GridEvent.objects.lock(event.pk)
    can_oversee(by).enforce()
    if event.ends_at is not None and event.ends_at <= now:
        raise Refused(OVER)
    if event.starts_at >= now:
        # An instant is left of it, so that it stands in the list with its reason; no clock knows of it.
        at = _instant_free_of_others(event, now)
        changes = event.apply(starts_at=at - INSTANT, ends_at=at)
    else:
        changes = event.apply(ends_at=now)
    trail.record("issues.grid.ended", of=event, by=by, at=now, changes=changes)
    take_up(event, by=by, now=now)
    return event


def take_up(event: GridEvent, *, by: User | None, now: datetime) -> int:
    """Begin the runs whose time has come, each once; returns how many. Call while nobody else is at the event."""
    wanted = []
    if event.starts_at <= now:
        wanted.append(TargetRunKind.GRID_BEGIN)
    if event.ends_at is not None and event.ends_at <= now:
        wanted.append(TargetRunKind.GRID_END)
    begun = set(event.runs.values_list("kind", flat=True))
    called_off = event.ends_at is not None and event.ends_at - event.starts_at <= INSTANT
    due = [kind for kind in wanted if kind not in begun] if begun or not called_off else []
    for kind in due:
        start_run(kind=kind, event=event, reason=event.reason, by=by, now=now)
    transaction.on_commit(lambda: grid_banner.show(now))
    return len(due)


def sweep_events(*, now: datetime) -> int:
    """Events whose beginning or end has come without anybody there; returns how many runs that made."""
    begun = 0
    for pk in _to_take_up(now):
        with transaction.atomic():
            event = GridEvent.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if event is not None:
                begun += take_up(event, by=None, now=now)
    grid_banner.show(now)
    return begun


def _to_take_up(now: datetime) -> list[int]:
    called_off = {"ends_at__lte": F("starts_at") + INSTANT, "runs": None}
    events = GridEvent.objects.begun(now).exclude(**called_off)
    not_begun = events.exclude(runs__kind=TargetRunKind.GRID_BEGIN)
    not_ended = events.over(now).exclude(runs__kind=TargetRunKind.GRID_END)
    return sorted({*not_begun.values_list("pk", flat=True), *not_ended.values_list("pk", flat=True)})


def _instant_free_of_others(event: GridEvent, now: datetime) -> datetime:
    """Now, or the beginning of the event that is in force: two events share no instant."""
    at, others = now, GridEvent.objects.exclude(pk=event.pk)
    while (other := others.begun(at - INSTANT).not_over(at - INSTANT).first()) is not None:
        at = other.starts_at
    return at
