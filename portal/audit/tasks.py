"""What the worker does for the audit trail."""

from celery import shared_task
from django.utils import timezone

from portal.audit import checking, seal_news, sealing
from portal.lifecycle import sweeps


@shared_task(ignore_result=True)
@sweeps.recorded("seals of the audit trail")
def sweep_seals() -> int:
    """Sweep: events that wait for their seal; returns how many were sealed."""
    return sealing.seal_waiting(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("checks of the audit trail")
def check_seals() -> int:
    """Housekeeping: the next seals are looked at again, and after the last the first; returns how many."""
    return checking.check_next(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("seals kept elsewhere")
def tell_newest_seal() -> int:
    """Housekeeping: once a day the newest seal goes to the addresses set for it; returns how many mails that makes."""
    return seal_news.tell_newest(now=timezone.now())
