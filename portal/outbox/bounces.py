"""What a mail provider reports about addresses after it accepted a mail.

The provider calls /anymail/<provider>/tracking/; django-anymail checks the secret and speaks by its own signal.
"""

from typing import Any, Final

from anymail.signals import EventType, RejectReason, tracking
from django.conf import settings
from django.urls import URLPattern
from django.utils import timezone

from portal.outbox import returns
from portal.outbox.actions.troubles import note_trouble
from portal.outbox.choices import TroubleKind

KINDS: Final = {
    EventType.BOUNCED: TroubleKind.BOUNCED,
    EventType.REJECTED: TroubleKind.REFUSED,
    EventType.COMPLAINED: TroubleKind.COMPLAINED,
}
# These say nothing about the address.
PASSING: Final = {RejectReason.TIMED_OUT, RejectReason.SPAM}


def connect() -> None:
    """Called once, when the app is ready."""
    tracking.connect(hear)


def hear(sender: Any, event: Any, esp_name: str, **kwargs: Any) -> None:
    """A bounce, a refusal or a complaint puts the address into trouble; everything else is of no interest."""
    kind = KINDS.get(event.event_type)
    if kind is None or not event.recipient or event.reject_reason in PASSING:
        return
    words = event.mta_response or event.description or event.reject_reason or ""
    now = timezone.now()
    note_trouble(address=event.recipient, kind=kind, detail=f"{esp_name}: {words}", now=now)
    returns.tell_address(event.recipient, now)


def tracking_addresses(patterns: list[URLPattern]) -> list[URLPattern]:
    """Of django-anymail's addresses those where the chosen provider reports; none without a secret."""
    if not settings.MAIL_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return []
    wanted = {f"{settings.MAIL_PROVIDER}_tracking_webhook", f"{settings.MAIL_PROVIDER}_webhook"}
    return [pattern for pattern in patterns if pattern.name in wanted]
