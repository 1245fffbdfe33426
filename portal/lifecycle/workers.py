"""Telling a worker that something waits. Only speed: a sweep finds what waits without, so nothing fails for it."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def tell(task: str, *args: Any, otherwise: str) -> None:
    """Once the running transaction is committed, have a task done at once.

    `otherwise` says what happens with the next sweep where the queue does not answer: "the import is taken up".
    """
    transaction.on_commit(partial(attempt, partial(current_app.send_task, task, args=list(args)), otherwise=otherwise))


def attempt(send: Callable[..., Any], *, otherwise: str) -> None:
    """Send to the queue now, and once only; a queue that does not answer is noted."""
    try:
        send(retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; %s with the next sweep.", otherwise)
