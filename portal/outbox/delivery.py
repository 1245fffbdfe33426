"""Mails leave: a batch at a time, over one line to the mail server."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from portal.outbox import claiming, drawing, settling
from portal.outbox.models import OutboundMessage
from portal.outbox.retrying import Failure, meaning_of
from portal.outbox.sending import Line, Unreachable

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
WORN_OUT: Final = Failure("The worker died each time it was sent.", permanent=True)


def deliver_due(*, clock: Clock, limit: timedelta) -> int:
    """Send what is due until nothing is left, the time is over or the mail server is away; returns how many left.

    What dead workers left behind comes back first. Any number of these may run at once.
    """
    started = clock()
    claiming.return_lost(started)
    line, left = Line(), 0
    try:
        while clock() - started < limit:
            batch = Batch(claiming.claim(clock()), line, clock)
            if not batch.messages:
                break
            left += batch.deliver()
            if batch.unreachable:
                break
    finally:
        line.close()
    return left


class Batch:
    """Some claimed mails on their way."""

    def __init__(self, messages: list[OutboundMessage], line: Line, clock: Clock) -> None:
        self.messages = messages
        self.unreachable = False
        self._line = line
        self._clock = clock
        self._accepted: OutboundMessage | None = None
        self._left = 0

    def deliver(self) -> int:
        """Send those that are ready; returns how many the mail server accepted."""
        ready = self._sort_out()
        try:
            for place, (message, mail) in enumerate(ready):
                try:
                    self._line.open()
                except Unreachable as error:
                    self._give_up(message, [one for one, _ in ready[place + 1 :]], error)
                    break
                self._renew([one for one, _ in ready[place:]])
                self._send(message, mail)
        finally:
            self._settle_accepted()
        return self._left

    def _sort_out(self) -> list[tuple[OutboundMessage, object]]:
        """The mails that may leave now; the others are settled."""
        now = self._clock()
        verdicts = drawing.prepare(self.messages, now)
        ready = []
        for message in self.messages:
            match verdicts[message.pk]:
                case drawing.Held(until, reason):
                    settling.hold(message, until, reason)
                case drawing.Dropped(reason):
                    settling.drop(message, reason)
                case drawing.Returned(reason):
                    settling.give_back(message, reason)
                case drawing.Spoiled(reason):
                    settling.fail(message, Failure(reason), now)
                case drawing.Ready() if message.attempts > settings.OUTBOX_ATTEMPTS:
                    settling.fail(message, WORN_OUT, now)
                case drawing.Ready(mail):
                    ready.append((message, mail))
        return ready

    def _send(self, message: OutboundMessage, mail: object) -> None:
        """Hand one mail over; the commit before says so, and that the one before was accepted."""
        now = self._clock()
        accepted, self._accepted = self._accepted, None
        if not settling.step(accepted, message, now=now, lease=now + claiming.sending_time()):
            return
        try:
            self._line.send(mail)
        except Exception as error:
            failure = meaning_of(error)
            logger.warning("%s did not leave: %s", message.ref, failure.reason)
            if failure.broken:
                self._line.close()
            settling.fail(message, failure, self._clock())
        else:
            message.sent_at = self._clock()
            self._accepted = message
            self._left += 1

    def _settle_accepted(self) -> None:
        accepted, self._accepted = self._accepted, None
        if accepted is not None:
            settling.step(accepted, None, now=self._clock())

    def _renew(self, rest: list[OutboundMessage]) -> None:
        """Keep the rest while it waits its turn, once half of the lease is over."""
        now = self._clock()
        if rest[0].lease_until - now < claiming.lease_time() / 2:
            settling.renew(rest, now + claiming.lease_time())

    def _give_up(self, message: OutboundMessage, rest: list[OutboundMessage], error: Unreachable) -> None:
        """The mail server is away: that is no mail's fault, so none loses an attempt; all wait until it is back."""
        self.unreachable = True
        logger.warning("The mail server is away: %s", error)
        settling.wait_for_server(message, str(error))
        settling.release(rest)
