"""Measures how fast a changed calendar moves its clocks; writes nothing that stays."""

from argparse import ArgumentParser
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils import timezone

from portal.calendars import made_up
from portal.calendars.actions.recompute import recompute_run, what_would_move
from portal.calendars.choices import DayKind, Unit, When
from portal.calendars.loading import work_calendar
from portal.calendars.models import Calendar, CalendarVersion, Holiday, RecomputeRun, ReminderLevel, ReminderPlan

CODE: Final = "benchmark"
WEEK: Final = [[["08:00", "17:00"]]] * 7
LADDER: Final = [(1, When.BEFORE, 1), (2, When.AT, 0), (3, When.AFTER, 1), (4, When.AFTER, 3)]


class Command(BaseCommand):
    help = "Measures how fast a new holiday moves made-up clocks; all of it is rolled back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--clocks", type=int, default=20_000)

    def handle(self, *args: Any, clocks: int, **options: Any) -> None:
        with transaction.atomic():
            self._measure(clocks)
            transaction.set_rollback(True)

    def _measure(self, clocks: int) -> None:
        now = timezone.now()
        opening = now + timedelta(days=2)
        calendar = Calendar.objects.create(code=CODE, name="Benchmark", day_kind=DayKind.BUSINESS)
        CalendarVersion.objects.create(calendar=calendar, number=1, week=WEEK, published_at=now)
        plan = self._plan()
        made_up.add_clocks(calendar=calendar, plan=plan, count=clocks, subject_type="benchmark", since=opening)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE calendars_clock, calendars_escalationstep, calendars_clockinterval")
        second = CalendarVersion.objects.create(calendar=calendar, number=2, week=WEEK, published_at=now, current=False)
        day = timezone.localdate(opening)
        Holiday.objects.bulk_create(
            [Holiday(version=second, day=day + timedelta(days=ahead), name="Made up") for ahead in range(2)]
        )
        self._tell(calendar, second, clocks, now)

    def _tell(self, calendar: Calendar, version: CalendarVersion, clocks: int, now: Any) -> None:
        begun = perf_counter()
        preview = what_would_move(calendar, work_calendar(version), now=now)
        previewed, computed = perf_counter(), process_time()
        calendar.versions.filter(number=1).update(current=False)
        calendar.versions.filter(number=2).update(current=True)
        run = recompute_run(run=RecomputeRun.objects.create(version=version, started_at=now), now=now)
        moved, busy = perf_counter() - previewed, process_time() - computed
        self.stdout.write(f"preview: {preview.moved} of {clocks} clocks would move, in {previewed - begun:.1f} s")
        self.stdout.write(
            f"moved: {run.moved} in {moved:.1f} s, {clocks / moved:.0f} a second ({busy:.1f} s computing)"
        )

    def _plan(self) -> ReminderPlan:
        plan = ReminderPlan.objects.create(code=CODE, name="Benchmark")
        ReminderLevel.objects.bulk_create(
            ReminderLevel(
                plan=plan, level=level, name=f"Level {level}", when=when, amount=amount, unit=Unit.HOUR,
                audience="responsible", message_kind="calendars.deadline.late",
            )
            for level, when, amount in LADDER
        )  # fmt: skip
        return plan
