"""Telling a worker that clocks of issues are to be moved."""

from typing import Final

from issues.models import TargetRun
from portal.lifecycle import workers

ADVANCE: Final = "issues.tasks.advance_targets"


def advance(run: TargetRun) -> None:
    """Once the running transaction is committed."""
    workers.tell(ADVANCE, run.pk, otherwise="the clocks are moved")
