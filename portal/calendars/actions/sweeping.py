"""What the passing of time does to deadlines: breaches are recorded, the ladder is climbed, people are told.

Everything about one clock happens under its lock and in one transaction, so two sweeps, a kill at any point and a
person who stops the clock meanwhile leave each level exactly once.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import InterfaceError, OperationalError, transaction

from portal.audit import trail
from portal.calendars import audiences
from portal.calendars.actions import clock_events as events
from portal.calendars.actions.retiming import retime
from portal.calendars.choices import ClockState, StepOutcome
from portal.calendars.models import CalendarVersion, Clock, EscalationStep
from portal.lifecycle.bulk import update_many
from portal.outbox import posting

logger = logging.getLogger(__name__)

BATCH: Final = 5000
MOST: Final = 100_000
PIECES: Final = 10
LATE_AFTER: Final = timedelta(minutes=5)
DOUBLINGS: Final = 9
LONGEST_WAIT: Final = timedelta(hours=6)
NOBODY: Final = "Nobody to tell."
RECORDED: Final = ("outcome", "fired_at", "next_try_at", "late", "note")


def sweep_deadlines(*, now: datetime, batch: int = BATCH) -> int:
    """Record every breach and every step that is due; returns how many of both.

    Of several levels of a clock that became due together only the highest notifies, the others are superseded.
    """
    ids = _due(now)
    return sum(_sweep(ids[start : start + batch], now) for start in range(0, len(ids), batch))


def _due(now: datetime) -> list[int]:
    """Keys of the clocks with something to do, the longest waiting first; who is at them is seen under the lock."""
    steps = EscalationStep.objects.filter(outcome=StepOutcome.PENDING, next_try_at__lte=now)
    passed = Clock.objects.filter(state=ClockState.RUNNING, breached_at=None, due_at__lt=now)
    waiting = [
        *steps.order_by("next_try_at", "id").values_list("clock_id", flat=True)[:MOST],
        *passed.order_by("due_at", "id").values_list("pk", flat=True)[:MOST],
    ]
    return list(dict.fromkeys(waiting))


def _sweep(ids: Sequence[int], now: datetime) -> int:
    """One transaction for all; when it fails, smaller ones, until the row that raises stands alone."""
    try:
        with transaction.atomic():
            return _record(ids, now)
    except (OperationalError, InterfaceError):
        # The database itself is in trouble: the next sweep finds all of it again.
        raise
    except Exception as error:
        if len(ids) == 1:
            logger.exception("A deadline could not be swept; it is tried again later.")
            return _put_off(ids[0], now, error)
        logger.warning("A batch of %s deadlines failed; trying smaller ones.", len(ids))
        size = -(-len(ids) // PIECES)
        return sum(_sweep(ids[start : start + size], now) for start in range(0, len(ids), size))


def _record(ids: Sequence[int], now: datetime) -> int:
    clocks = {clock.pk: clock for clock in _claimed(ids)}
    _catch_up(clocks.values(), now)
    breached = [clock for clock in clocks.values() if clock.breached_at is None and clock.due_at < now]
    for clock in breached:
        clock.breached_at = clock.due_at
    steps = _due_steps(clocks, now)
    highest = _highest(steps)
    for step in steps:
        _fire(step, highest[step.clock_id], now)
    _notify(highest.values(), now)
    update_many(Clock, ["breached_at"], breached)
    update_many(EscalationStep, RECORDED, steps)
    told = [trail.build("calendars.clock.breached", of=clock, by=None, at=now) for clock in breached]
    told += [_told(step, now) for step in highest.values()]
    trail.record_many(told)
    return len(breached) + len(steps)


def _claimed(ids: Sequence[int]) -> list[Clock]:
    """The running ones, locked; whoever else is at a clock keeps it."""
    running = Clock.objects.filter(pk__in=ids, state=ClockState.RUNNING)
    return list(running.order_by("pk").select_for_update(skip_locked=True, of=("self",)))


def _catch_up(clocks: Iterable[Clock], now: datetime) -> None:
    """Clocks whose calendar was published anew and whose turn has not come yet are worked out first.

    Those already missed as well: where the new version excuses them, nobody is told any more.
    """
    waiting = list(clocks)
    current = CalendarVersion.objects.current().filter(calendar__in={clock.calendar_id for clock in waiting})
    for version in current:
        stale = [one for one in waiting if one.calendar_id == version.calendar_id]
        stale = [one for one in stale if one.calendar_version_id != version.pk]
        if stale:
            retime(stale, version, now=now)


def _due_steps(clocks: dict[int, Clock], now: datetime) -> list[EscalationStep]:
    due = EscalationStep.objects.filter(clock__in=list(clocks), outcome=StepOutcome.PENDING, next_try_at__lte=now)
    steps = list(due.order_by("clock_id", "level"))
    for step in steps:
        step.clock = clocks[step.clock_id]
    return steps


def _highest(steps: Iterable[EscalationStep]) -> dict[int, EscalationStep]:
    """The highest due step of each clock; `steps` come by level."""
    return {step.clock_id: step for step in steps}


def _fire(step: EscalationStep, highest: EscalationStep, now: datetime) -> None:
    step.fired_at, step.next_try_at = now, None
    step.late = now - step.fire_at > LATE_AFTER
    if step is highest:
        step.outcome = StepOutcome.NOTIFIED
    else:
        step.outcome = StepOutcome.SUPERSEDED
        step.note = f"Due together with {highest.name}, which was told instead."[:300]


def _notify(steps: Iterable[EscalationStep], now: datetime) -> None:
    """One message for each step and person of its audience."""
    drafts = []
    asked: dict[tuple[str, str], list[EscalationStep]] = defaultdict(list)
    for step in steps:
        asked[step.clock.subject_type, step.audience].append(step)
    for (type_, audience), group in asked.items():
        people = audiences.resolve(type_, audience, {step.clock.subject_ref for step in group}, now)
        for step in group:
            persons = people[step.clock.subject_ref]
            drafts += [_draft(step, person) for person in persons]
            step.note = "" if persons else NOBODY
    posting.post_many(drafts, now=now)


def _draft(step: EscalationStep, person: Any) -> posting.Draft:
    clock = step.clock
    return posting.Draft(
        step.message_kind,
        person,
        about_type=clock.subject_type,
        about_ref=clock.subject_ref,
        participant_id=clock.participant_id,
        dedupe=f"{clock.ref}:{clock.cycle}:{step.level}",
        facts={
            "deadline": clock.ref,
            "due_at": clock.due_at.isoformat(),
            "planned_at": step.fire_at.isoformat(),
            "level": step.level,
            "ladder": step.ladder,
            "late": step.late,
        },
    )


def _told(step: EscalationStep, now: datetime) -> Any:
    changes = {"level": ["", step.name]} | ({"ladder": ["", step.ladder]} if step.ladder else {})
    return trail.build("calendars.step.fired", of=step.clock, by=None, at=now, changes=changes)


@transaction.atomic
def _put_off(clock_id: int, now: datetime, error: Exception) -> int:
    """The row that raises waits longer each time; a breach is recorded all the same."""
    clock = next(iter(_claimed([clock_id])), None)
    if clock is None:
        return 0
    events.note_breach(clock, at=now, now=now)
    clock.save(update_fields=["breached_at"])
    steps = _due_steps({clock.pk: clock}, now)
    for step in steps:
        step.attempts += 1
        step.next_try_at = now + min(timedelta(minutes=2 ** min(step.attempts, DOUBLINGS)), LONGEST_WAIT)
        step.last_error = f"{type(error).__name__}: {error}"[:300]
    update_many(EscalationStep, ["attempts", "next_try_at", "last_error"], steps)
    return 0
