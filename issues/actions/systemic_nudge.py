"""Waking the worker for a text to many issues: speed only, the sweep is the truth."""

import logging
from typing import Final

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from issues.models import SystemicUpdate

logger = logging.getLogger(__name__)

TASK: Final = "issues.tasks.deliver_update"


def nudge(update: SystemicUpdate) -> None:
    """Tell the worker after the commit; without Redis the next sweep finds what waits."""

    def send() -> None:
        try:
            current_app.send_task(TASK, args=[update.pk], retry=False)
        except OperationalError:
            logger.warning("The queue is out of reach; the sweep will write the update of %s.", update.systemic_id)

    transaction.on_commit(send)
