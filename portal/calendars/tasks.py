"""What the worker does for deadlines."""

import logging

from celery import shared_task
from django.utils import timezone

from portal.calendars.actions import recompute as recomputing
from portal.calendars.actions import sweeping
from portal.calendars.models import RecomputeRun
from portal.lifecycle import sweeps

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
@sweeps.recorded("deadlines")
def sweep_deadlines() -> int:
    """Sweep: breaches, reminders and escalations that are due; returns how many were recorded."""
    return sweeping.sweep_deadlines(now=timezone.now())


@shared_task(ignore_result=True)
def recompute(run_id: int) -> None:
    """Nudge: move the clocks of a calendar that changed, unless another worker is at it."""
    run = recomputing.waiting_runs(timezone.now()).filter(pk=run_id).first()
    if run is not None:
        _advance(run)


@shared_task(ignore_result=True)
@sweeps.recorded("changed calendars")
def sweep_recomputes() -> int:
    """Sweep: runs whose nudge was lost or whose worker died; returns how many were found."""
    waiting = list(recomputing.waiting_runs(timezone.now()))
    for run in waiting:
        _advance(run)
    return len(waiting)


def _advance(run: RecomputeRun) -> None:
    try:
        while recomputing.advance_run(run=run, now=timezone.now()):
            pass
    except Exception as error:
        logger.exception("A calendar's clocks could not be moved; the sweep will try again.")
        recomputing.put_off_run(run=run, now=timezone.now(), error=error)
