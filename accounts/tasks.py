"""What the worker does for people's accounts."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from accounts.actions import housekeeping
from portal.lifecycle import sweeps


@shared_task(ignore_result=True)
@sweeps.recorded("clear expired sign-in rows")
def clear_expired() -> dict[str, Any]:
    """Housekeeping: sessions, tokens and secrets that can no longer be used."""
    return housekeeping.clear_expired(now=timezone.now())
