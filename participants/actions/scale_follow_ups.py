"""Made-up follow-ups in bulk, each with the clock and the ladder that the actions would have started."""

import random
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from participants.deadlines import CALENDAR, KIND, LABEL, PLAN
from participants.models import Assignment, FollowUp
from portal.calendars import deadlines, ladders
from portal.calendars.actions.clock_events import Before, held_version, label_of
from portal.calendars.choices import ChangeCause, DueTime, IntervalKind, Unit
from portal.calendars.models import Clock, ClockChange, ClockInterval, EscalationStep, ReminderLevel, ReminderPlan
from portal.lifecycle.references import new_reference
from portal.lifecycle.subjects import type_of
from portal.scoping.today import market_day

LONGEST: Final = 60  # Business Days ahead
SHARE: Final = 2  # one company in so many has a follow-up
BATCH: Final = 2000
IN_ORDER: Final = (FollowUp, Clock, ClockInterval, ClockChange, EscalationStep)
MATTERS: Final = ("Call about the test", "Send the form", "Prepare the review", "Ask for the attestation", "Visit")


class FollowUpMaker:
    """Builds unsaved rows; everything is due between tomorrow and `LONGEST` Business Days from now."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance, self.now = chance, now
        self.version, self.calendar = held_version(CALENDAR)
        self.plan = ReminderPlan.objects.get(code=PLAN)
        self.levels = list(ReminderLevel.objects.filter(plan=self.plan))

    def write(self, assignments: Iterable[Assignment]) -> int:
        """Follow-ups of some of the assigned people on their companies; returns the number of rows in all."""
        rows: dict[type, list[Any]] = {model: [] for model in IN_ORDER}
        for assignment in assignments:
            if not self.chance.randrange(SHARE):
                self._follow_up(assignment, rows)
        for model, made in rows.items():
            model.objects.bulk_create(made, batch_size=BATCH)
        return sum(map(len, rows.values()))

    def _follow_up(self, assignment: Assignment, rows: dict[type, list[Any]]) -> None:
        follow_up = FollowUp(
            ref=new_reference(FollowUp.REF_PREFIX, self.chance),
            participant=assignment.participant,
            title=self.chance.choice(MATTERS),
            responsible=assignment.person,
            created_by=assignment.person,
        )
        clock = self._clock(follow_up)
        follow_up.due_on = market_day(clock.due_at)
        steps = [ladders.made_of(level, clock) for level in self.levels]
        for step in steps:
            ladders.time(step, clock, self.calendar, [])
        by = assignment.person
        change = Before().told(clock, ChangeCause.STARTED, version=self.version.number, by=by, now=self.now)
        rows[FollowUp].append(follow_up)
        rows[Clock].append(clock)
        rows[ClockInterval].append(
            ClockInterval(clock=clock, kind=IntervalKind.RUNNING, starts_at=self.now, by=by, by_label=label_of(by))
        )
        rows[ClockChange].append(ClockChange(**change))
        rows[EscalationStep] += steps

    def _clock(self, follow_up: FollowUp) -> Clock:
        clock = Clock(
            ref=new_reference(Clock.REF_PREFIX, self.chance),
            subject_type=type_of(FollowUp),
            subject_ref=follow_up.ref,
            participant_id=follow_up.participant.pk,
            kind=KIND,
            label=LABEL,
            plan=self.plan,
            calendar=self.version.calendar,
            calendar_version=self.version,
            amount=Decimal(self.chance.randrange(1, LONGEST)),
            unit=Unit.DAY,
            due_time=DueTime.CLOSE,
            started_at=self.now,
        )
        clock.due_at = deadlines.due_at(self.calendar, clock.started_at, deadlines.rule_of(clock), [])
        return clock
