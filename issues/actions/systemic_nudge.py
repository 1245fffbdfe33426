"""Telling a worker that a text to many issues waits."""

from typing import Final

from issues.models import SystemicUpdate
from portal.lifecycle import workers

TASK: Final = "issues.tasks.deliver_update"


def nudge(update: SystemicUpdate) -> None:
    """Once the running transaction is committed."""
    workers.tell(TASK, update.pk, otherwise="the update is written")
