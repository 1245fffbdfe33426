"""Telling a worker that clocks of issues are to be moved. Only speed: the sweep finds them without."""

import logging
from functools import partial
from typing import Final

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from issues.models import TargetRun

logger = logging.getLogger(__name__)

ADVANCE: Final = "issues.tasks.advance_targets"


def advance(run: TargetRun) -> None:
    """Once the running transaction is committed."""
    transaction.on_commit(partial(_send, run.pk))


def _send(run_id: int) -> None:
    try:
        current_app.send_task(ADVANCE, args=[run_id], retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; the sweep will take the run up.")
