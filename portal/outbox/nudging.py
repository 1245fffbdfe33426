"""After the commit a worker is told that mail is waiting; if that is lost, the sweep finds the row."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from kombu.exceptions import OperationalError

from portal.outbox.tasks import deliver_due

logger = logging.getLogger(__name__)

AT_ONCE = timedelta(0)


class _Nudge:
    """Tells a worker once, when the transaction is committed."""

    def __init__(self, delay: timedelta) -> None:
        self.delay = delay
        self.told = False

    def __call__(self) -> None:
        self.told = True
        try:
            deliver_due.apply_async(countdown=self.delay.total_seconds() or None, retry=False)
        except OperationalError:
            logger.warning("The queue does not answer; waiting mail leaves with the next sweep.")


def nudge(delay: timedelta = AT_ONCE) -> None:
    """Once the transaction is committed, tell a worker: at once, or when a letter may no longer be taken back.

    Only once, however many messages the transaction wrote.
    """
    # What is in this list and not told was asked for in this transaction and not rolled back with a savepoint.
    waiting = (entry[1] for entry in connection.run_on_commit)
    if not any(isinstance(one, _Nudge) and one.delay == delay and not one.told for one in waiting):
        transaction.on_commit(_Nudge(delay))
