"""The clock of an application: an inquiry is answered within one Business Day."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from participants.models import Application
from portal.calendars.actions.clocks import restart_clock, start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.lifecycle.subjects import type_of

CALENDAR: Final = "ercot-business"
KIND: Final = "application"
PLAN: Final = "application"
LABEL: Final = "Answer to an application"
SOURCE: Final = "proposal of this product: one Business Day; no published rule"
TARGET: Final = Target(1, "day", due_time="close")


def start(application: Application, *, by: Any, now: datetime) -> Clock:
    """From the moment it arrived until close of business on the next Business Day."""
    return start_clock(
        subject=application, kind=KIND, label=LABEL, calendar=CALENDAR, plan=PLAN, source=SOURCE, target=TARGET,
        by=by, now=now,
    )  # fmt: skip


def stop(application: Application, *, by: Any, now: datetime, outcome: Outcome | None = None) -> None:
    """The company has its answer, or needs none; nothing where the clock has stopped before."""
    clock = Clock.objects.of(application).filter(kind=KIND).open().first()
    if clock is not None:
        stop_clock(clock=clock, by=by, now=now, outcome=outcome)


def restart(application: Application, *, by: Any, now: datetime, reason: str) -> None:
    """Open again, so it is to be answered again."""
    clock = Clock.objects.of(application).filter(kind=KIND).order_by("-cycle").first()
    if clock is not None:
        restart_clock(clock=clock, by=by, now=now, reason=reason)


def with_clocks(applications: Iterable[Application]) -> list[Application]:
    """The same applications, each with its latest `clock`; one statement."""
    rows = list(applications)
    refs = [row.ref for row in rows]
    clocks = Clock.objects.filter(subject_type=type_of(Application), subject_ref__in=refs, kind=KIND) if refs else []
    latest = {clock.subject_ref: clock for clock in sorted(clocks, key=lambda clock: clock.cycle)}
    for row in rows:
        row.clock = latest.get(row.ref)
    return rows
