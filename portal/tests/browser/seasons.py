"""What journeys through a season need: a portal that believes it is another day, files to hand in, and mail to read."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import FilePayload, Page

from portal.audit.models import AuditEvent
from portal.documents.tests.files import PDF
from portal.outbox import delivery

LIMIT: Final = timedelta(seconds=50)
At = Callable[[datetime], datetime]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the portal's clock, which runs on from there, for pages and actions alike."""

    def begin(moment: datetime) -> datetime:
        begun = time.monotonic()
        monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(seconds=time.monotonic() - begun))
        return moment

    return begin


def pdf(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


def mails_to(address: str, now: datetime) -> list[Any]:
    """What leaves for an address by now; its boxes are emptied before."""
    mail.outbox.clear()
    delivery.deliver_due(clock=lambda: now + timedelta(minutes=10), limit=LIMIT)
    return [message for message in mail.outbox if address in message.to]


def recorded_of(row: Any) -> list[str]:
    """The verbs of a row's history, the first one first, without what the portal reminded of."""
    events = AuditEvent.objects.filter(object_ref=row.ref).order_by("at", "id").values_list("verb", flat=True)
    return [verb.rpartition(".")[2] for verb in events]


def status_of(page: Page, address: str) -> int:
    """The answer to an address, in the browser's session."""
    return page.request.get(address).status
