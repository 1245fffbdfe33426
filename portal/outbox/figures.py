"""How messages, deadlines and sweeps fare: the same figures for the operations page, /metrics and /healthz.

Every count is bounded and served by an index, so that asking costs the same in a full database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import QuerySet, Sum

from portal.calendars.choices import RecomputeState, StepOutcome
from portal.calendars.models import EscalationStep, RecomputeRun
from portal.lifecycle.models import SweepRun
from portal.outbox import more_figures
from portal.outbox.choices import MessageState
from portal.outbox.models import AddressTrouble, OutboundMessage
from portal.outbox.more_figures import Figure

COUNTED: Final = 10_000
WATCHED: Final = (MessageState.QUEUED, MessageState.SENDING, MessageState.DIGEST, MessageState.FAILED)
MISSED_RUNS: Final = 3
GRACE: Final = timedelta(minutes=1)
RECOMPUTES: Final = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many are due (at most COUNTED + 1 are counted) and since when the oldest of them is."""

    due: int
    oldest: datetime | None
    now: datetime

    @property
    def late(self) -> timedelta:
        return max(self.now - self.oldest, timedelta()) if self.oldest else timedelta()


@dataclass(frozen=True, slots=True)
class Sweep:
    """A periodic task: how often it should run and its last run, if any."""

    name: str
    every: timedelta
    run: SweepRun | None
    overdue: bool

    @property
    def every_words(self) -> str:
        """The interval as people say it."""
        seconds = self.every.total_seconds()
        for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
            if seconds >= length and seconds % length == 0:
                number = int(seconds // length)
                return unit if number == 1 else f"{number} {unit}s"
        return f"{seconds:g} seconds"


@dataclass(frozen=True, slots=True)
class Figures:
    at: datetime
    states: dict[str, int]
    messages: Waiting
    repeats: int
    troubles: int
    steps: Waiting
    recomputes: list[RecomputeRun]
    sweeps: list[Sweep]
    more: list[Figure]

    @property
    def overdue(self) -> list[str]:
        return [sweep.name for sweep in self.sweeps if sweep.overdue]


def figures(now: datetime) -> Figures:
    """Everything at one instant; some dozen small statements, whatever there is."""
    return Figures(
        at=now,
        states={state.value: counted(OutboundMessage.objects.filter(state=state)) for state in WATCHED},
        messages=waiting(OutboundMessage.objects.due(now), "due_at", now),
        repeats=OutboundMessage.objects.filter(repeats__gt=0).aggregate(all=Sum("repeats"))["all"] or 0,
        troubles=counted(AddressTrouble.objects.open()),
        steps=waiting(
            EscalationStep.objects.filter(outcome=StepOutcome.PENDING, next_try_at__lte=now), "next_try_at", now
        ),
        recomputes=list(
            RecomputeRun.objects.filter(state__in=[RecomputeState.QUEUED, RecomputeState.RUNNING])
            .select_related("version__calendar")
            .order_by("started_at", "id")[:RECOMPUTES]
        ),
        sweeps=sweeps(now),
        more=more_figures.all_figures(),
    )


def counted(rows: QuerySet) -> int:
    """How many; beyond COUNTED nobody needs to know exactly."""
    return rows.order_by().values("pk")[: COUNTED + 1].count()


def in_words(number: int) -> str:
    return f"{COUNTED:,}+" if number > COUNTED else f"{number:,}"


def waiting(rows: QuerySet, due: str, now: datetime) -> Waiting:
    oldest = rows.order_by(due, "pk").values_list(due, flat=True).first()
    return Waiting(counted(rows) if oldest else 0, oldest, now)


def sweeps(now: datetime) -> list[Sweep]:
    """The periodic tasks of the schedule with their last runs."""
    runs = {run.name: run for run in SweepRun.objects.all()}
    table = {name: timedelta(seconds=row["schedule"]) for name, row in settings.CELERY_BEAT_SCHEDULE.items()}
    succeeded = {name for name, run in runs.items() if run.succeeded_at}
    since = None if succeeded >= table.keys() else installed_at()
    return [
        Sweep(name, every, runs.get(name), is_overdue(runs.get(name), every, since, now))
        for name, every in table.items()
    ]


def is_overdue(run: SweepRun | None, every: timedelta, since: datetime | None, now: datetime) -> bool:
    """Three runs without success; one that never had any counts from when this release was installed."""
    begin = (run.succeeded_at if run else None) or since
    return begin is not None and now - begin > MISSED_RUNS * every + GRACE


def installed_at() -> datetime | None:
    """When the database took its present shape."""
    applied: Iterable[datetime] = MigrationRecorder.Migration.objects.order_by("-applied").values_list(
        "applied", flat=True
    )
    return next(iter(applied[:1]), None)
