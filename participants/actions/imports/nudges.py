"""Telling a worker that an import waits."""

from participants.models import ImportRun
from portal.lifecycle import workers

TASK = "participants.tasks.advance_import"


def nudge(run: ImportRun) -> None:
    """Once the running transaction is committed."""
    workers.tell(TASK, run.pk, otherwise="the import is taken up")
