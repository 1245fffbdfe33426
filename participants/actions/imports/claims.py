"""One worker a step: who claims a run works on it, and a claim that grew old is taken over."""

import logging
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet

from participants.models import ImportRun
from participants.rules.import_moves import MOVES, WORKED_ON

logger = logging.getLogger(__name__)

# Fifty thousand rows take about a minute, so a claim this old belonged to a worker that died.
STALE_AFTER: Final = timedelta(minutes=5)
MOST_ATTEMPTS: Final = 3


class ClaimLost(Exception):
    """Somebody discarded the run, or another worker took it over; nothing more may be written about it."""


def due(now: datetime) -> QuerySet[ImportRun]:
    """Runs that wait for a worker."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - STALE_AFTER)
    return ImportRun.objects.filter(free, status__in=WORKED_ON)


@transaction.atomic
def take(run: ImportRun, *, status: str, now: datetime) -> ImportRun | None:
    """The run, claimed for this step; None when it is not due or another worker is just taking it."""
    waiting = due(now).filter(pk=run.pk, status=status).defer("upload")
    taken = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if taken is not None:
        taken.apply(claimed_at=now, attempts=taken.attempts + 1)
    return taken


def release(run: ImportRun, *, to: str, **changes: Any) -> None:
    """End the step: one statement that succeeds only while the claim is ours."""
    MOVES.require(run.status, to)
    mine = ImportRun.objects.filter(pk=run.pk, status=run.status, claimed_at=run.claimed_at)
    if mine.update(status=to, claimed_at=None, attempts=0, **changes) != 1:
        raise ClaimLost
    for name, value in {**changes, "status": to, "claimed_at": None, "attempts": 0}.items():
        setattr(run, name, value)


class Progress:
    """Writes how far the reading got, each time in a statement of its own; a lost claim stops the work."""

    def __init__(self, run: ImportRun) -> None:
        self.mine = ImportRun.objects.filter(pk=run.pk, status=run.status, claimed_at=run.claimed_at)

    def __call__(self, done: int, total: int) -> None:
        if self.mine.update(done=done, total=total) != 1:
            raise ClaimLost


class OutsideProgress:
    """Writes how far the applying got over a connection of its own, so that it shows before the transaction ends."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.connection = connection.copy()

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE participants_importrun SET done = %s, total = %s WHERE id = %s AND claimed_at = %s",
                    [done, total, self.run.pk, self.run.claimed_at],
                )
        except DatabaseError:
            logger.warning("The progress of %s could not be written.", self.run.ref, exc_info=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
