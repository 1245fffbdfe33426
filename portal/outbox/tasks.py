"""What the worker does for messages."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from portal.lifecycle import sweeps
from portal.outbox import delivery, digests, housekeeping

LIMIT: Final = timedelta(seconds=50)


@shared_task(ignore_result=True)
def deliver_due() -> int:
    """Nudge: mail is waiting. Whatever is due leaves, for at most a minute; returns how many mails left."""
    return delivery.deliver_due(clock=timezone.now, limit=LIMIT)


@shared_task(ignore_result=True)
@sweeps.recorded("mail")
def sweep_mail() -> int:
    """Sweep: what no nudge told of, whose time has come, or whose worker died; returns how many mails left."""
    return delivery.deliver_due(clock=timezone.now, limit=LIMIT)


@shared_task(ignore_result=True)
@sweeps.recorded("digests")
def sweep_digests() -> int:
    """Sweep: due digests become mails, which the next delivery sends; returns how many."""
    made = 0
    while batch := digests.gather(now=timezone.now()):
        made += batch
    return made


@shared_task(ignore_result=True)
@sweeps.recorded("old messages")
def clear_old() -> int:
    """Housekeeping: messages and read notifications of last year, all of them; returns how many went."""
    gone, now = 0, timezone.now()
    while batch := housekeeping.clear_old(now=now):
        gone += batch
    return gone
