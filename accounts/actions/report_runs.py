"""Reports drawn in the background: asked for, drawn for one person over what that person may see, kept for a while."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.models import ReportRun, User
from accounts.report_choices import RunState
from accounts.report_drawing import IN_BACKGROUND, content_of
from accounts.report_news import FAILED, NOT_DRAWN, READY
from accounts.report_permissions import can_see_report
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.reporting import registry
from portal.reporting.papers import Paper, made
from portal.reporting.registry import Asked, Report
from portal.reporting.shapes import from_json
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)

KEPT: Final = timedelta(days=30)
AGAIN: Final = timedelta(minutes=10)
ATTEMPTS: Final = 3
WAITING_AT_ONCE: Final = 5
AT_ONCE: Final = 20
TASK: Final = "accounts.tasks.sweep_reports"
GONE: Final = "This report is not counted any more."
BROKEN: Final = "It could not be counted. The cause is in the portal's log."


@transaction.atomic
def ask_for_run(*, report: Report, asked: Asked, by: User, now: datetime) -> ReportRun:
    """Have a report drawn in the background; a message says when it is there."""
    by = User.objects.lock(by.pk)
    can_see_report(by, report).enforce()
    waiting = ReportRun.objects.filter(person=by, schedule=None, state=RunState.WAITING)
    if waiting.count() >= WAITING_AT_ONCE:
        raise Refused(f"{WAITING_AT_ONCE} of your reports are being prepared; wait for one of them.")
    run = ReportRun.objects.create(
        report=report.key, given=dict(asked.given), period=asked.period.key, person=by, asked_at=now, try_at=now
    )
    trail.record("accounts.reportrun.asked", of=run, by=by, at=now, changes={"period": ["", run.period]})
    transaction.on_commit(_nudge)
    return run


def prepare_waiting(*, now: datetime, most: int = AT_ONCE) -> int:
    """Draw what waits, each in its own transaction under its row's lock; returns how many rows were looked at."""
    done = 0
    while done < most and _prepare_next(now):
        done += 1
    return done


@transaction.atomic
def _prepare_next(now: datetime) -> bool:
    rows = ReportRun.objects.waiting(now).select_for_update(of=("self",), skip_locked=True)
    run = rows.select_related("person", "schedule__owner").order_by("try_at", "pk").first()
    if run is None:
        return False
    try:
        report, asked = permitted(run, run.person, now)
    except Refused as refusal:
        _end(run, RunState.REFUSED, refusal.reason, now)
        return True
    try:
        with transaction.atomic():
            content = content_of(report, run.person, asked, now, seconds=IN_BACKGROUND)
    except Exception as error:
        logger.exception("The report %s was not drawn.", run.ref)
        if isinstance(error, Refused) or run.attempts + 1 >= ATTEMPTS:
            _end(run, RunState.FAILED, error.reason if isinstance(error, Refused) else BROKEN, now)
        else:
            run.apply(attempts=run.attempts + 1, try_at=now + AGAIN, refusal=BROKEN)
        return True
    run.apply(
        state=RunState.READY, ready_at=now, expires_at=now + KEPT, row_count=content.row_count, refusal="",
        head=[list(line) for line in report.head(run.person, asked)], content=content.as_json(),
        attempts=run.attempts + 1,
    )  # fmt: skip
    trail.record(
        "accounts.reportrun.prepared", of=run, by=None, at=now, changes={"rows": ["", str(run.row_count)]}
    )  # fmt: skip
    posting.post(READY, to=[run.person], about=run, dedupe=f"{READY}:{run.ref}", now=now)
    return True


def permitted(run: ReportRun, person: User, now: datetime) -> tuple[Report, Asked]:
    """The report and its parameters, as far as the person may still see them; else `Refused` with the reason."""
    report = registry.get(run.report)
    if report is None:
        raise Refused(GONE)
    if not person.is_active:
        raise Refused("The account is closed.")
    can_see_report(person, report).enforce()
    return report, report.read(person, {**run.given, "period": run.period}, market_day(now))


@transaction.atomic
def taken(*, run: ReportRun, form: str, by: User, now: datetime) -> bytes:
    """A prepared report as a file, noted in the audit trail."""
    report, _asked = permitted(run, by, now)
    if run.state != RunState.READY or run.expires_at <= now:
        raise Refused("This report is not kept any more; ask for it again.")
    head = tuple((label, value) for label, value in run.head)
    paper = Paper(report.name, report.about, from_json(run.content), head, run.ready_at)
    told = {"rows": ["", str(run.row_count)], "format": ["", form]}
    trail.record("accounts.reportrun.taken", of=run, by=by, at=now, changes=told)
    return made(form, paper)


@transaction.atomic
def note_export(*, report: Report, asked: Mapping[str, Any], rows: int, form: str, by: User, now: datetime) -> None:
    """That somebody took a report along which was drawn at once."""
    can_see_report(by, report).enforce()
    changes = {"report": ["", report.name], "rows": ["", str(rows)], "format": ["", form]}
    changes |= {name: ["", str(value)] for name, value in asked.items()}
    trail.record("accounts.report.exported", by=by, at=now, changes=changes)


def drop_expired(*, now: datetime) -> int:
    """What was counted goes; the row stays as a record. Returns how many."""
    with transaction.atomic():
        rows = ReportRun.objects.expired_at(now).select_for_update(of=("self",), skip_locked=True)
        keys = list(rows.values_list("pk", flat=True)[:1000])
        ReportRun.objects.filter(pk__in=keys).update(state=RunState.EXPIRED, content=None)
    return len(keys)


def _end(run: ReportRun, state: str, reason: str, now: datetime) -> None:
    """It is not drawn: told to whoever asked, of a schedule to its owner."""
    run.apply(state=state, refusal=reason[:300], attempts=run.attempts + 1)
    trail.record("accounts.reportrun.failed", of=run, by=None, at=now, reason=reason)
    if run.schedule is None:
        posting.post(FAILED, to=[run.person], about=run, dedupe=f"{FAILED}:{run.ref}", now=now)
    else:
        owner = [run.schedule.owner] if run.schedule.owner.is_active else []
        posting.post(NOT_DRAWN, to=owner, about=run.schedule, dedupe=f"{NOT_DRAWN}:{run.ref}", now=now)


def _nudge() -> None:
    try:
        current_app.send_task(TASK, retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; the sweep will prepare the report.")
