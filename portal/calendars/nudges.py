"""Telling a worker that clocks are to be worked out anew. Only speed: the sweep finds them without."""

import logging
from functools import partial
from typing import Final

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from portal.calendars.models import RecomputeRun

logger = logging.getLogger(__name__)

RECOMPUTE: Final = "portal.calendars.tasks.recompute"


def recompute(run: RecomputeRun) -> None:
    """Once the running transaction is committed."""
    transaction.on_commit(partial(_send, run.pk))


def _send(run_id: int) -> None:
    try:
        current_app.send_task(RECOMPUTE, args=[run_id], retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; the sweep will take the recomputation up.")
