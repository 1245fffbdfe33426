"""The steps of one clock: what each planned level becomes under the clock's rule, start and pauses. Writes nothing."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from portal.calendars import reminders
from portal.calendars.choices import StepOutcome
from portal.calendars.deadlines import rule_of
from portal.calendars.localtime import NeverOpens, TooFar
from portal.calendars.models import Clock, EscalationStep, ReminderLevel
from portal.calendars.pauses import Pause
from portal.calendars.reminders import Offset
from portal.calendars.week import WorkCalendar

TAKEN: Final = ("name", "audience", "message_kind", "ladder", "when", "amount", "unit")
TIMED: Final = ("fire_at", "next_try_at", "outcome", "note")
VOID: Final = "Not needed: it would come before the deadline began."
DROPPED: Final = "No longer part of the plan."
OUT_OF_REACH: Final = "Lies further ahead than deadlines are reckoned."
# A step canceled for one of these reasons comes back when the reason goes; other cancellations are final.
MAY_RETURN: Final = frozenset({VOID, DROPPED, OUT_OF_REACH})
# How the note begins of a step canceled because a later version of the calendar excuses the breach.
EXCUSED: Final = "The deadline would not have breached"


def time(step: EscalationStep, clock: Clock, calendar: WorkCalendar, pauses: Sequence[Pause]) -> bool:
    """Set when a step fires that has not fired yet; returns whether anything about it changed."""
    if not may_change(step, clock):
        return False
    before = [getattr(step, name) for name in TIMED]
    offset = Offset(step.when, step.amount, step.unit)
    step.outcome, step.note = StepOutcome.PENDING, ""
    try:
        step.fire_at = reminders.fire_at(calendar, clock.started_at, rule_of(clock), clock.due_at, offset, pauses)
    except (NeverOpens, TooFar):
        step.fire_at, step.outcome, step.note = None, StepOutcome.CANCELED, OUT_OF_REACH
    if reminders.before_start(clock.started_at, step.fire_at, offset):
        step.outcome, step.note = StepOutcome.CANCELED, VOID
    if step.fire_at != before[0] or step.outcome != before[2]:
        step.next_try_at = step.fire_at
    return before != [getattr(step, name) for name in TIMED]


def may_change(step: EscalationStep, clock: Clock) -> bool:
    """What has fired is a fact; what was canceled for good stays so."""
    if step.outcome != StepOutcome.CANCELED:
        return step.outcome == StepOutcome.PENDING
    if step.note.startswith(EXCUSED):
        return not clock.breach_note or clock.due_at != clock.breached_at
    return step.note in MAY_RETURN


def made_of(level: ReminderLevel, clock: Clock) -> EscalationStep:
    """A new step of a clock, not timed yet."""
    step = EscalationStep(clock=clock, level=level.level)
    take(step, level)
    return step


def take(step: EscalationStep, level: ReminderLevel) -> None:
    """The step follows its level as it reads now."""
    for name in TAKEN:
        setattr(step, name, getattr(level, name))


def follow(
    steps: Iterable[EscalationStep], levels: Iterable[ReminderLevel], clock: Clock
) -> tuple[list[EscalationStep], list[EscalationStep], list[EscalationStep]]:
    """The plan's levels as the clock's steps: those it has (changed to match), new ones, and dropped ones."""
    known = {step.level: step for step in steps}
    kept, new = [], []
    for level in levels:
        step = known.pop(level.level, None)
        if step is None:
            new.append(made_of(level, clock))
        elif may_change(step, clock):
            take(step, level)
            kept.append(step)
    dropped = [step for step in known.values() if may_change(step, clock)]
    for step in dropped:
        step.outcome, step.note, step.next_try_at = StepOutcome.CANCELED, DROPPED, None
    return kept, new, dropped


def pauses_of(intervals: Iterable[Any]) -> list[Pause]:
    """The pauses among a clock's intervals, as the engine takes them."""
    return [Pause(one.starts_at, one.ends_at, one.reason, one.by_label) for one in intervals if one.kind == "paused"]
