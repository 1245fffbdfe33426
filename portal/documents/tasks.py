"""What the worker does for files."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from portal.documents import moving
from portal.lifecycle import sweeps

LIMIT: Final = timedelta(minutes=5)


@shared_task(ignore_result=True)
@sweeps.recorded("files to the object store")
def move_files() -> int:
    """Nudge and sweep: bytes that lie in rows move to the object store, where one is set; returns how many."""
    return moving.move_all(now=timezone.now(), until=LIMIT, clock=timezone.now)
