"""A disclosure of each company with its notice sent, and an opening of one of its files, for the walks."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from participants.models import Disclosure, DisclosureItem, DisclosureLine
from portal.documents.opening import note_opening


def furnish_protection(*companies: SimpleNamespace, by: Any, now: datetime) -> dict[str, Any]:
    """One request about all of them, with a line each; returns the request, which is nobody's own."""
    asked = {"requester_kind": "commission", "requester": "Public Commission", "authority": "PURA 39.151"}
    disclosure = Disclosure.objects.create(**asked, asked_on=date(2026, 1, 5), opened_by=by, opened_at=now)
    for rows in companies:
        rows.disclosure_line = DisclosureLine.objects.create(
            disclosure=disclosure,
            participant=rows.participant,
            **asked,
            what=f"Statements of {rows.participant.name}",
            state="noticed",
            noticed_at=now,
            objects_until=now.date() + timedelta(days=7),
        )
        rows.disclosure_item = DisclosureItem.objects.create(
            line=rows.disclosure_line,
            participant=rows.participant,
            kind="file",
            item_ref=f"DC-{rows.participant.pk}",
            name=f"Prices of {rows.participant.name}",
            protection="PI-COST",
        )
        if getattr(rows, "filed_document", None) is not None:
            note_opening(rows.filed_document, by=by, now=now)
    return {"disclosure": disclosure}
