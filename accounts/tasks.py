"""What the worker does for people's accounts."""

import logging
from smtplib import SMTPException
from typing import Any

from celery import shared_task
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.actions import housekeeping
from portal.lifecycle import sweeps

logger = logging.getLogger(__name__)


@shared_task(
    autoretry_for=(SMTPException, OSError), retry_backoff=True, retry_kwargs={"max_retries": 5}, ignore_result=True
)
def deliver(*, subject: str, body: str, to: list[str], sender: str, html: str = "") -> None:
    """Send one account mail; a mail server that is away is tried again for about a minute."""
    message = EmailMultiAlternatives(subject, body, sender, to)
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


@shared_task(ignore_result=True)
@sweeps.recorded("clear expired sign-in rows")
def clear_expired() -> dict[str, Any]:
    """Housekeeping: sessions, tokens and secrets that can no longer be used."""
    return housekeeping.clear_expired(now=timezone.now())
