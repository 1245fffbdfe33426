"""After the commit a worker is told that mail is waiting; if that is lost, the sweep finds the row."""

from datetime import timedelta
from functools import partial

from django.db import connection, transaction

from portal.lifecycle import workers
from portal.outbox.tasks import deliver_due

AT_ONCE = timedelta(0)


class _Nudge:
    """Tells a worker once, when the transaction is committed."""

    def __init__(self, delay: timedelta) -> None:
        self.delay = delay
        self.told = False

    def __call__(self) -> None:
        self.told = True
        send = partial(deliver_due.apply_async, countdown=self.delay.total_seconds() or None)
        workers.attempt(send, otherwise="waiting mail leaves")


def nudge(delay: timedelta = AT_ONCE) -> None:
    """Once the transaction is committed, tell a worker: at once, or when a letter may no longer be taken back.

    Only once, however many messages the transaction wrote.
    """
    # What is in this list and not told was asked for in this transaction and not rolled back with a savepoint.
    waiting = (entry[1] for entry in connection.run_on_commit)
    if not any(isinstance(one, _Nudge) and one.delay == delay and not one.told for one in waiting):
        transaction.on_commit(_Nudge(delay))
