"""What every change of a clock writes besides the clock itself: its ledger, its intervals, its steps, its breach.

Call while holding the clock's row lock.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection

from portal.audit import trail
from portal.calendars import deadlines, ladders, loading
from portal.calendars.choices import ClockState, IntervalKind, StepOutcome
from portal.calendars.deadlines import Rule
from portal.calendars.models import CalendarVersion, Clock, ClockChange, ClockInterval, EscalationStep
from portal.calendars.pauses import Pause
from portal.calendars.week import WorkCalendar
from portal.lifecycle.bulk import update_many
from portal.lifecycle.refusals import Refused

STEP_FIELDS = (*ladders.TAKEN, *ladders.TIMED)


HELD: Final = (
    "SELECT version.*, calendar.code AS code FROM calendars_calendarversion AS version"
    " JOIN calendars_calendar AS calendar ON calendar.id = version.calendar_id"
    " WHERE calendar.code = ANY (%s) AND version.current FOR SHARE OF version"
)


def held_versions(codes: Iterable[str]) -> dict[str, tuple[CalendarVersion, WorkCalendar]]:
    """`held_version` of several calendars by their codes, in one statement."""
    wanted = set(codes)
    while True:
        found = {row.code: (row, loading.work_calendar(row)) for row in CalendarVersion.objects.raw(HELD, [[*wanted]])}
        if found.keys() == wanted:
            return found
        for code in wanted - found.keys():
            loading.current(code)  # Refused where there is none; else it was published anew a moment ago


def held_version(code: str) -> tuple[CalendarVersion, WorkCalendar]:
    """The version that holds now, kept from being replaced until the transaction ends.

    So whoever publishes the next one finds every clock that was worked out with this one.
    """
    while True:
        version, calendar = loading.current(code)
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(CalendarVersion._meta.db_table)
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s AND current FOR SHARE", [version.pk])  # noqa: S608
            if cursor.fetchone():
                return version, calendar


def due_of(calendar: WorkCalendar, start: datetime, rule: Rule, pauses: Sequence[Pause]) -> datetime | None:
    """The due instant; `Refused` in words where there is none."""
    try:
        return deadlines.due_at(calendar, start, rule, pauses)
    except ValueError as error:
        raise Refused(str(error)) from error


def work_out(clock: Clock, calendar: WorkCalendar, pauses: Sequence[Pause]) -> None:
    """Set when the clock is due, or what is left while it is paused; `Refused` in words where there is no answer."""
    rule = deadlines.rule_of(clock)
    clock.due_at = due_of(calendar, clock.started_at, rule, pauses)
    clock.remaining = None
    if clock.state == ClockState.PAUSED:
        clock.remaining = deadlines.remaining(calendar, clock.started_at, rule, pauses)


def pauses_of(clock: Clock) -> list[Pause]:
    """The clock's pauses; one statement."""
    return ladders.pauses_of(clock.intervals.filter(kind=IntervalKind.PAUSED))


def turn(clock: Clock, kind: IntervalKind | None, *, at: datetime, by: Any, reason: str = "") -> None:
    """The running interval ends and the next one, if any, begins."""
    clock.intervals.filter(ends_at=None).update(ends_at=at)
    if kind is not None:
        ClockInterval.objects.create(clock=clock, kind=kind, starts_at=at, reason=reason, by=by, by_label=label_of(by))


def label_of(by: Any) -> str:
    return str(by) if by is not None else trail.SYSTEM


def change(clock: Clock, cause: str, *, before: "Before", by: Any, now: datetime, reason: str = "") -> None:
    """One row of the ledger: what the due instant was and became, and under which versions."""
    version = clock.calendar_version.number
    ClockChange.objects.create(**before.told(clock, cause, version=version, by=by, now=now, reason=reason))


class Before:
    """A clock as it was, for the ledger."""

    def __init__(self, clock: Clock | None = None, calendar_version: int | None = None) -> None:
        self.due_at = clock.due_at if clock else None
        self.policy_version = clock.policy_version if clock else None
        self.calendar_version = calendar_version

    def told(
        self, clock: Clock, cause: str, *, version: int, by: Any, now: datetime, reason: str = "", note: str = ""
    ) -> dict[str, Any]:
        """The columns of the row; `version` is the calendar's number that was looked at."""
        return {
            "clock": clock,
            "at": now,
            "cause": cause,
            "reason": reason.strip()[:300],
            "by": by,
            "by_label": label_of(by),
            "old_due_at": self.due_at,
            "new_due_at": clock.due_at,
            "old_calendar_version": self.calendar_version,
            "new_calendar_version": version,
            "old_policy_version": self.policy_version,
            "new_policy_version": clock.policy_version,
            "note": note[:300],
        }


def note_breach(clock: Clock, *, at: datetime, now: datetime) -> None:
    """Record that the due instant passed while the clock ran, if it had by `at` and nobody recorded it yet."""
    if clock.state == ClockState.RUNNING and clock.breached_at is None and clock.due_at < at:
        clock.breached_at = clock.due_at
        trail.record("calendars.clock.breached", of=clock, by=None, at=now)


def time_steps(clock: Clock, calendar: WorkCalendar, pauses: Sequence[Pause]) -> None:
    """The clock's ladder after it was worked out anew: it follows the plan as it reads now."""
    levels = list(clock.plan.levels.all()) if clock.plan_id and clock.plan.active else []
    steps = list(clock.steps.all())
    if not levels and not steps:
        return
    kept, new, dropped = ladders.follow(steps, levels, clock)
    for step in (*kept, *new):
        ladders.time(step, clock, calendar, pauses)
    EscalationStep.objects.bulk_create(new)
    update_many(EscalationStep, STEP_FIELDS, [*kept, *dropped])


def still_steps(clock: Clock) -> None:
    """While the clock stands still nothing fires: when is known again once it is resumed."""
    clock.steps.filter(outcome=StepOutcome.PENDING).update(fire_at=None, next_try_at=None)


def cancel_steps(clock: Clock, note: str) -> None:
    """What has not fired will not."""
    clock.steps.filter(outcome=StepOutcome.PENDING).update(outcome=StepOutcome.CANCELED, next_try_at=None, note=note)
