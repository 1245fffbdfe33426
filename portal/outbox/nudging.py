"""After the commit a worker is told that mail is waiting; if that is lost, the sweep finds the row."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from kombu.exceptions import OperationalError

from portal.outbox.tasks import deliver_due

logger = logging.getLogger(__name__)


def nudge() -> None:
    """Once the transaction is committed, tell a worker; only once, however many messages the transaction wrote."""
    # Whatever is still in this list was asked for in this transaction and not rolled back with a savepoint.
    if not any(waiting[1] is _tell for waiting in connection.run_on_commit):
        transaction.on_commit(_tell)


def nudge_in(delay: timedelta) -> None:
    """The same, `delay` after the commit: when a letter may no longer be taken back."""
    transaction.on_commit(lambda: _tell(delay))


def _tell(delay: timedelta = timedelta(0)) -> None:
    try:
        deliver_due.apply_async(countdown=delay.total_seconds() or None, retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; waiting mail leaves with the next sweep.")
