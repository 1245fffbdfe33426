"""Made-up clocks in bulk, for measuring: eight hours each with the ladder of a plan, a second after one another."""

from datetime import datetime, timedelta
from typing import Final

from portal.calendars.loading import current
from portal.calendars.models import Calendar, Clock, ClockInterval, EscalationStep, ReminderPlan
from portal.calendars.reminders import Offset, fire_at
from portal.calendars.targets import Target, due_at

EIGHT_HOURS: Final = Target(8, "hour")
SPREAD: Final = 30_000
BATCH: Final = 5000


def add_clocks(*, calendar: Calendar, plan: ReminderPlan, count: int, subject_type: str, since: datetime) -> None:
    """Write `count` running clocks; they start within some hours of `since` and are about made-up references."""
    version, work = current(calendar.code)
    clocks = []
    for number in range(count):
        started = since + timedelta(seconds=number % SPREAD)
        clock = Clock(
            subject_type=subject_type, subject_ref=f"MP-{number:08}", kind="answer", label="First answer", amount=8,
            unit="hour", calendar=calendar, calendar_version=version, plan=plan, started_at=started,
            due_at=due_at(work, started, EIGHT_HOURS),
        )  # fmt: skip
        clocks.append(clock)
    Clock.objects.bulk_create(clocks, batch_size=BATCH)
    levels = list(plan.levels.all())
    EscalationStep.objects.bulk_create(
        [_step(clock, level, work) for clock in clocks for level in levels], batch_size=BATCH
    )
    ClockInterval.objects.bulk_create(
        [ClockInterval(clock=clock, kind="running", starts_at=clock.started_at) for clock in clocks], batch_size=BATCH
    )


def _step(clock: Clock, level: object, work: object) -> EscalationStep:
    offset = Offset(level.when, level.amount, level.unit)
    fires = fire_at(work, clock.started_at, EIGHT_HOURS, clock.due_at, offset)
    taken = ("level", "name", "audience", "when", "amount", "unit", "message_kind")
    return EscalationStep(
        clock=clock, fire_at=fires, next_try_at=fires, **{name: getattr(level, name) for name in taken}
    )
