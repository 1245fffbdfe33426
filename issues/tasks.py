"""What the worker does for issues."""

import logging
from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from issues.actions import target_runs
from issues.actions.ending import close_due_issues
from issues.actions.grid_events import sweep_events
from issues.actions.mail_reading import compare_mailbox, read_mailbox
from issues.actions.published_targets import publish_strays
from issues.actions.surveying import send_due_surveys
from issues.models import TargetRun
from portal.lifecycle import sweeps

logger = logging.getLogger(__name__)

READING: Final = timedelta(seconds=50)


@shared_task(ignore_result=True)
@sweeps.recorded("resolved issues")
def sweep_resolved() -> dict[str, int]:
    """Sweep: issues to which nobody objected in time close, surveys leave; returns how many there were of each."""
    now = timezone.now()
    return {"closed": close_due_issues(now=now), "asked": send_due_surveys(now=now)}


@shared_task(ignore_result=True)
def advance_targets(run_id: int) -> None:
    """Nudge: move the clocks of a changed policy or a grid event, unless another worker is at it."""
    run = target_runs.waiting_runs(timezone.now()).filter(pk=run_id).first()
    if run is not None:
        _advance(run)


@shared_task(ignore_result=True)
@sweeps.recorded("service targets")
def sweep_targets() -> int:
    """Sweep: grid events whose time has come, and runs whose nudge was lost; returns how many were found."""
    begun = sweep_events(now=timezone.now())
    waiting = list(target_runs.waiting_runs(timezone.now()))
    for run in waiting:
        _advance(run)
    return begun + len(waiting)


@shared_task(ignore_result=True)
@sweeps.recorded("published targets")
def sweep_published_targets() -> int:
    """Sweep: what participants read of targets whose clocks a changed calendar moved; returns how many were behind."""
    return publish_strays()


@shared_task(ignore_result=True)
@sweeps.recorded("incoming mail")
def sweep_mailbox() -> int:
    """Sweep: mails that came in, where a mailbox is set up; returns how many were new."""
    return read_mailbox(clock=timezone.now, limit=READING)


@shared_task(ignore_result=True)
@sweeps.recorded("mailbox comparison")
def compare_mails() -> int:
    """Housekeeping: mails in the mailbox against mails stored; returns how many are missing here."""
    return compare_mailbox(clock=timezone.now)


def _advance(run: TargetRun) -> None:
    try:
        while target_runs.advance_run(run=run, now=timezone.now()):
            pass
    except Exception as error:
        logger.exception("The clocks of issues could not be moved; the sweep will try again.")
        target_runs.put_off_run(run=run, now=timezone.now(), error=error)
