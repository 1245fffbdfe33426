"""Telling a worker that clocks are to be worked out anew."""

from typing import Final

from portal.calendars.models import RecomputeRun
from portal.lifecycle import workers

RECOMPUTE: Final = "portal.calendars.tasks.recompute"


def recompute(run: RecomputeRun) -> None:
    """Once the running transaction is committed."""
    workers.tell(RECOMPUTE, run.pk, otherwise="the clocks are worked out")
