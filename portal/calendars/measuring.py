"""How fast a changed calendar moves made-up clocks. Call in a transaction that is rolled back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter, process_time
from typing import Final

from django.db import connection
from django.utils import timezone

from portal.calendars import made_up
from portal.calendars.actions.recompute import recompute_run, what_would_move
from portal.calendars.choices import DayKind, Unit, When
from portal.calendars.loading import work_calendar
from portal.calendars.models import Calendar, CalendarVersion, Holiday, RecomputeRun, ReminderLevel, ReminderPlan

CODE: Final = "benchmark"
WEEK: Final = [[["08:00", "17:00"]]] * 7
LADDER: Final = ((1, When.BEFORE, 1), (2, When.AT, 0), (3, When.AFTER, 1), (4, When.AFTER, 3))


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many clocks would move and did, and in how many seconds; `busy`: those that this process computed."""

    would_move: int
    moved: int
    previewing: float
    moving: float
    busy: float


def measure_recompute(clocks: int) -> Recomputed:
    """Two holidays more for so many clocks of eight hours that begin in two days, with a ladder of four levels each."""
    now = timezone.now()
    opening = now + timedelta(days=2)
    calendar, plan = open_calendar(now), measured_plan(LADDER)
    made_up.add_clocks(calendar=calendar, plan=plan, count=clocks, subject_type="benchmark", since=opening)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE calendars_clock, calendars_escalationstep, calendars_clockinterval")
    return _move(calendar, _with_holidays(calendar, opening, now), now)


def open_calendar(published_at: datetime) -> Calendar:
    """Open for nine hours on every day of the week."""
    calendar = Calendar.objects.create(code=CODE, name="Benchmark", day_kind=DayKind.BUSINESS)
    CalendarVersion.objects.create(calendar=calendar, number=1, week=WEEK, published_at=published_at)
    return calendar


def measured_plan(ladder: Iterable[tuple[int, str, int]]) -> ReminderPlan:
    """`ladder` names level, when, and by how many hours; whoever is responsible hears of each."""
    plan = ReminderPlan.objects.create(code=CODE, name="Benchmark")
    ReminderLevel.objects.bulk_create(
        ReminderLevel(
            plan=plan, level=level, name=f"Level {level}", when=when, amount=amount, unit=Unit.HOUR,
            audience="responsible", message_kind="calendars.deadline.late",
        )
        for level, when, amount in ladder
    )  # fmt: skip
    return plan


def _with_holidays(calendar: Calendar, opening: datetime, now: datetime) -> CalendarVersion:
    version = CalendarVersion.objects.create(calendar=calendar, number=2, week=WEEK, published_at=now, current=False)
    day = timezone.localdate(opening)
    Holiday.objects.bulk_create(
        [Holiday(version=version, day=day + timedelta(days=ahead), name="Made up") for ahead in range(2)]
    )
    return version


def _move(calendar: Calendar, version: CalendarVersion, now: datetime) -> Recomputed:
    begun = perf_counter()
    preview = what_would_move(calendar, work_calendar(version), now=now)
    previewed, computed = perf_counter(), process_time()
    calendar.versions.filter(number=1).update(current=False)
    calendar.versions.filter(number=2).update(current=True)
    run = recompute_run(run=RecomputeRun.objects.create(version=version, started_at=now), now=now)
    moved, busy = perf_counter() - previewed, process_time() - computed
    return Recomputed(preview.moved, run.moved, previewed - begun, moved, busy)
