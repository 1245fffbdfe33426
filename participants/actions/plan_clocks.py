"""The clocks of agreed tasks: parts of the actions that agree, supersede and work on a plan.

The calling action holds the version's lock and records its own verb.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from participants.choices import TaskState
from participants.models import PlanTask, PlanVersion
from participants.rules.plan_days import TaskTerm, clock_rule
from portal.calendars import loading
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.deadlines import FixedDay
from portal.calendars.models import Clock
from portal.lifecycle.subjects import type_of
from portal.scoping import wall

KIND: Final = "plan-task"
PLAN: Final = "plan-task"
LABEL: Final = "Task of the account plan"
SUPERSEDED: Final = "The plan was agreed anew"


def start_task_clocks(version: PlanVersion, *, by: Any, now: datetime) -> int:
    """Every open task of a version that has just been agreed gets its deadline; returns how many."""
    with wall.as_operator("start the clocks of agreed tasks"):
        tasks = list(PlanTask.objects.filter(version=version, state=TaskState.OPEN).order_by("pk"))
        return start_task_clocks_of(tasks, by=by, now=now)


def start_task_clocks_of(tasks: Iterable[PlanTask], *, by: Any, now: datetime, reason: str = "") -> int:
    """A deadline for each task, in the calendar of its day kind: counted where days were given, else the day itself."""
    tasks = list(tasks)
    calendars = loading.current_of({task.calendar for task in tasks}) if tasks else {}
    for task in tasks:
        term = TaskTerm.of(task)
        rule, started_at = clock_rule(task.calendar, term, calendars[task.calendar], now)
        fixed = isinstance(rule, FixedDay)
        given = {"fixed_day": rule.day, "due_time": rule.due_time, "roll": rule.roll} if fixed else {"target": rule}
        start_clock(
            subject=task,
            kind=KIND,
            label=LABEL,
            calendar=task.calendar,
            plan=PLAN,
            by=by,
            now=now,
            started_at=started_at,
            reason=reason,
            **given,
        )
    return len(tasks)


def stop_task_clocks(version: PlanVersion, *, by: Any, now: datetime, reason: str = SUPERSEDED) -> int:
    """The deadlines of a version that holds no longer end, neither met nor missed; returns how many."""
    with wall.as_operator("stop the clocks of superseded tasks"):
        refs = PlanTask.objects.filter(version=version).values("ref")
        clocks = Clock.objects.filter(subject_type=type_of(PlanTask), subject_ref__in=refs, kind=KIND).open()
        stopped = 0
        for clock in clocks.order_by("pk"):
            missed = clock.breached_at is not None or (clock.due_at is not None and clock.due_at < now)
            stop_clock(clock=clock, by=by, now=now, outcome=None if missed else Outcome.CANCELED, reason=reason)
            stopped += 1
    return stopped


def open_clock_of(task: PlanTask) -> Clock | None:
    """The task's clock that has not stopped, if there is one."""
    with wall.as_operator("find the clock of a task"):
        return Clock.objects.of(task).filter(kind=KIND).exclude(state=ClockState.STOPPED).first()
