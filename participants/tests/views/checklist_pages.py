"""What the tests of checklist pages share: a checklist of Prairie Lantern, and addresses."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from participants.models import Checklist, ChecklistItem


def present() -> datetime:
    """Pages tell the days from now on, so their rows are made now."""
    return datetime.now(UTC)


def url(name: str, row: Any = None, **question: str) -> str:
    asked = "&".join(f"{key}={value}" for key, value in question.items())
    address = reverse(f"participants:{name}", args=[row.ref] if row is not None else [])
    return f"{address}?{asked}" if asked else address


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def longer(checklist: Checklist, number: int) -> None:
    """The checklist with copies of its items until it has so many."""
    rows = list(checklist.items.order_by("position"))
    for position in range(len(rows) + 1, number + 1):
        source = rows[position % len(rows)]
        ChecklistItem.objects.create(
            participant_id=source.participant_id,
            checklist=checklist,
            requirement=source.requirement,
            code=f"X-{position}",
            position=position,
            waits_for=[source.code],
        )
