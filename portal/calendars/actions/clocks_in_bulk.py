"""Starting many deadlines at once: the same rows as `start_clock` writes, in the same few statements for any number."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from portal.calendars import ladders
from portal.calendars.actions import clock_events as events
from portal.calendars.actions.clock_events import Before, label_of
from portal.calendars.actions.clock_rules import columns_of, plan_from
from portal.calendars.choices import ChangeCause, IntervalKind
from portal.calendars.deadlines import Rule
from portal.calendars.models import Clock, ClockChange, ClockInterval, EscalationStep
from portal.lifecycle.rows import Row
from portal.lifecycle.subjects import type_of

BATCH: Final = 10_000
IN_ORDER: Final = (Clock, ClockInterval, ClockChange, EscalationStep)


class ClockRows:
    """Clocks of one calendar and one reminder plan that begin now, kept until they are written.

    The subjects are new: none of them has a clock of that kind yet. What a rule comes to is reckoned once.
    """

    def __init__(self, *, calendar: str, plan: str, now: datetime) -> None:
        self.version, self.calendar = events.held_version(calendar)
        self.plan, self.now = plan_from(plan), now
        self.levels = list(self.plan.levels.all()) if self.plan is not None and self.plan.active else []
        self.rows: dict[type, list[Any]] = {model: [] for model in IN_ORDER}
        self._reckoned: dict[Rule, tuple[datetime, list[EscalationStep]]] = {}

    def add(
        self, *, subject: Row, kind: str, label: str, rule: Rule, by: Any, source: str = "", ref: str = ""
    ) -> Clock:
        """The clock of one subject with its interval, ledger and steps, not saved yet."""
        clock = Clock(
            ref=ref, subject_type=type_of(subject), subject_ref=subject.ref, participant_id=subject.participant_id,
            kind=kind, label=label[:200], source=source[:300], plan=self.plan, calendar=self.version.calendar,
            calendar_version=self.version, started_at=self.now, **columns_of(rule),
        )  # fmt: skip
        clock.due_at, steps = self._reckon(clock, rule)
        told = Before().told(clock, ChangeCause.STARTED, version=self.version.number, by=by, now=self.now)
        running = {"kind": IntervalKind.RUNNING, "starts_at": self.now, "by": by, "by_label": label_of(by)}
        self.rows[Clock].append(clock)
        self.rows[ClockInterval].append(ClockInterval(clock=clock, **running))
        self.rows[ClockChange].append(ClockChange(**told))
        self.rows[EscalationStep] += [_of(clock, step) for step in steps]
        return clock

    @transaction.atomic
    def write(self) -> int:
        """Insert what was added, one statement for ten thousand rows of a kind; returns the number of rows."""
        written = sum(map(len, self.rows.values()))
        for model in IN_ORDER:
            model.objects.bulk_create(self.rows[model], batch_size=BATCH)
            self.rows[model] = []
        return written

    def _reckon(self, clock: Clock, rule: Rule) -> tuple[datetime, list[EscalationStep]]:
        if rule not in self._reckoned:
            clock.due_at = events.due_of(self.calendar, clock.started_at, rule, [])
            steps = [ladders.made_of(level, clock) for level in self.levels]
            for step in steps:
                ladders.time(step, clock, self.calendar, [])
            self._reckoned[rule] = clock.due_at, steps
        return self._reckoned[rule]


def _of(clock: Clock, step: EscalationStep) -> EscalationStep:
    """The same step of another clock."""
    copied = {name: getattr(step, name) for name in ("level", *ladders.TAKEN, *ladders.TIMED)}
    return EscalationStep(clock=clock, **copied)
