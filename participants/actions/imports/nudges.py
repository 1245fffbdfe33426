"""Telling a worker that an import waits. Only speed: the sweep finds it without."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from participants.models import ImportRun

logger = logging.getLogger(__name__)

TASK = "participants.tasks.advance_import"


def nudge(run: ImportRun) -> None:
    """Once the running transaction is committed."""
    transaction.on_commit(partial(_send, run.pk))


def _send(run_id: int) -> None:
    try:
        current_app.send_task(TASK, args=[run_id], retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; the sweep will take the import up.")
