"""Working out locked clocks of one calendar anew under its newest version; the same statements for any number."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from portal.audit import trail
from portal.calendars import affected, deadlines, followers, ladders, loading
from portal.calendars.actions.clock_events import Before
from portal.calendars.choices import ChangeCause, ClockState, IntervalKind, StepOutcome
from portal.calendars.models import CalendarVersion, Clock, ClockChange, ClockInterval, EscalationStep
from portal.calendars.pauses import Pause
from portal.calendars.week import WorkCalendar
from portal.lifecycle.bulk import update_many
from portal.web.words import exact

logger = logging.getLogger(__name__)

CLOCK_FIELDS: Final = ("due_at", "remaining", "calendar_version", "breached_at", "breach_note")


@dataclass
class Retimed:
    """What becomes of a number of clocks; written by `save`."""

    clocks: list[Clock] = field(default_factory=list)
    steps: list[EscalationStep] = field(default_factory=list)
    changes: list[ClockChange] = field(default_factory=list)
    breached: list[Clock] = field(default_factory=list)
    moved: int = 0
    became_late: int = 0
    failed: int = 0

    def save(self, now: datetime) -> None:
        update_many(Clock, CLOCK_FIELDS, self.clocks)
        update_many(EscalationStep, ladders.TIMED, self.steps)
        ClockChange.objects.bulk_create(self.changes)
        told = (trail.build("calendars.clock.breached", of=clock, by=None, at=now) for clock in self.breached)
        trail.record_many(list(told))
        followers.tell(self.clocks)


def retime(clocks: Sequence[Clock], version: CalendarVersion, *, now: datetime) -> Retimed:
    """Work out open clocks of one calendar under `version`; call while holding their locks.

    A due instant that had passed when the version was published stays, and so its breach: it is only noted that it
    would not have been one. A clock that has no answer under the version is left as it is and logged.
    """
    ids = [clock.pk for clock in clocks]
    pauses, steps = _pauses(ids), _steps(clocks)
    one = _Retiming(version, loading.work_calendar(version), now)
    one.old = loading.many({clock.calendar_version_id for clock in clocks})
    one.judged = _judged(clocks, version)
    for clock in clocks:
        try:
            one.take(clock, pauses[clock.pk], steps[clock.pk])
        except ValueError:
            one.result.failed += 1
            logger.exception("The deadline %s has no answer under %s.", clock.ref, version)
    one.result.save(now)
    return one.result


class _Retiming:
    def __init__(self, version: CalendarVersion, calendar: WorkCalendar, now: datetime) -> None:
        self.version, self.calendar, self.now = version, calendar, now
        self.old: dict[int, WorkCalendar] = {}
        self.judged: set[int] = set()
        self.result = Retimed()
        self._days: dict[int, affected.Days | None] = {}

    def take(self, clock: Clock, pauses: list[Pause], steps: list[EscalationStep]) -> None:
        if clock.calendar_version_id == self.version.pk:
            return
        old = self.old[clock.calendar_version_id]
        before = Before(clock, old.version)
        if clock.due_at is not None and (clock.due_at < self.version.published_at or clock.due_at == clock.breached_at):
            self._keep(clock, pauses, steps, before, old)
        elif self._may_move(clock, steps, old):
            self._move(clock, pauses, steps, before)
        else:
            clock.calendar_version = self.version
            self.result.clocks.append(clock)

    def _may_move(self, clock: Clock, steps: list[EscalationStep], old: WorkCalendar) -> bool:
        if clock.state == ClockState.PAUSED:
            return True
        key = clock.calendar_version_id
        if key not in self._days:
            self._days[key] = affected.differing_days(old, self.calendar)
        instants = [clock.started_at, clock.due_at, *(step.fire_at for step in steps if step.fire_at is not None)]
        fixed = [clock.fixed_day.toordinal()] if clock.fixed_day else []
        return affected.touches(self.calendar, self._days[key], instants, fixed)

    def _move(self, clock: Clock, pauses: list[Pause], steps: list[EscalationStep], before: Before) -> None:
        rule = deadlines.rule_of(clock)
        due = deadlines.due_at(self.calendar, clock.started_at, rule, pauses)
        if clock.state == ClockState.PAUSED:
            clock.remaining = deadlines.remaining(self.calendar, clock.started_at, rule, pauses)
        clock.due_at, clock.calendar_version = due, self.version
        self.result.clocks.append(clock)
        self.result.steps += [step for step in steps if ladders.time(step, clock, self.calendar, pauses)]
        if due != before.due_at:
            self.result.moved += 1
            self.result.became_late += due is not None and due < self.now <= before.due_at
            self._tell(clock, before)

    def _keep(
        self, clock: Clock, pauses: list[Pause], steps: list[EscalationStep], before: Before, old: WorkCalendar
    ) -> None:
        """The past stays as it was, with a note of what the version would have made of it."""
        found = (clock.breached_at, clock.breach_note)
        if clock.breached_at is None:
            clock.breached_at = clock.due_at
            self.result.breached.append(clock)
        if clock.due_at == clock.breached_at and clock.pk not in self.judged:
            would = deadlines.reached_at(self.calendar, clock.started_at, deadlines.rule_of(clock), pauses)
            if would is None or would >= self.now:
                self._annotate(clock, steps, before)
            elif would == clock.due_at:
                self._take_back(clock, pauses, steps, before, old)
            else:
                local = exact(timezone.localtime(would, self.calendar.zone))
                self._tell(clock, before, f"Would have been due {local} under calendar version {self.version.number}.")
        if found != (clock.breached_at, clock.breach_note):
            self.result.clocks.append(clock)

    def _annotate(self, clock: Clock, steps: list[EscalationStep], before: Before) -> None:
        """No notice from now on: what of the ladder was planned for later will not come."""
        note = f"would not have breached under calendar version {self.version.number}"
        clock.breach_note = note
        for step in steps:
            planned_before = step.fire_at is not None and step.fire_at < self.version.published_at
            if step.outcome == StepOutcome.PENDING and not planned_before:
                step.outcome, step.next_try_at = StepOutcome.CANCELED, None
                step.note = f"{ladders.EXCUSED} under calendar version {self.version.number}."
                self.result.steps.append(step)
        self._tell(clock, before, f"The breach stays; it {note}.")

    def _take_back(
        self, clock: Clock, pauses: list[Pause], steps: list[EscalationStep], before: Before, old: WorkCalendar
    ) -> None:
        """A former version excused the breach and this one does not: the ladder goes on."""
        if not clock.breach_note:
            return
        clock.breach_note = ""
        self.result.steps += [step for step in steps if ladders.time(step, clock, old, pauses)]
        self._tell(clock, before, f"Under calendar version {self.version.number} it is a breach after all.")

    def _tell(self, clock: Clock, before: Before, note: str = "") -> None:
        told = {"by": self.version.published_by, "now": self.now, "reason": self.version.note, "note": note}
        told |= {"version": self.version.number}
        self.result.changes.append(ClockChange(**before.told(clock, ChangeCause.CALENDAR, **told)))


def _pauses(ids: list[int]) -> dict[int, list[Pause]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for interval in ClockInterval.objects.filter(clock__in=ids, kind=IntervalKind.PAUSED).order_by("starts_at", "id"):
        found[interval.clock_id].append(interval)
    return defaultdict(list, {pk: ladders.pauses_of(intervals) for pk, intervals in found.items()})


def _steps(clocks: Sequence[Clock]) -> dict[int, list[EscalationStep]]:
    """What may still fire, or come back."""
    found: dict[int, list[EscalationStep]] = defaultdict(list)
    by_id = {clock.pk: clock for clock in clocks}
    waiting = EscalationStep.objects.filter(clock__in=list(by_id), fired_at=None).order_by("clock_id", "level")
    for step in waiting:
        open_ = ladders.may_change(step, by_id[step.clock_id]) or step.note.startswith(ladders.EXCUSED)
        if open_ and step.note != ladders.DROPPED:
            found[step.clock_id].append(step)
    return found


def _judged(clocks: Sequence[Clock], version: CalendarVersion) -> set[int]:
    """Missed clocks of which the ledger tells already what the version would have made of them."""
    missed = [clock.pk for clock in clocks if clock.breached_at is not None]
    if not missed:
        return set()
    told = ClockChange.objects.filter(clock__in=missed, cause=ChangeCause.CALENDAR, new_calendar_version=version.number)
    return set(told.values_list("clock_id", flat=True))
