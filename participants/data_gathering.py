"""Everything a person may read of a company, noun by noun, in the shapes of the API.

Which nouns: all that belong to a participant, so a new one is part of exports as soon as the API has it.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder

from participants.models import Participant
from participants.querysets.owned import OwnedQuerySet
from portal.rest import routers
from portal.web.exports import defused

# So many rows of one noun at most, and so many read at once.
MOST: Final = 20_000
CHUNK: Final = 500
# Excel's own limit for the text of a cell.
CELL: Final = 32_000
SHEET: Final = 31


@dataclass(slots=True)
class Gathered:
    """The rows by noun, and which nouns have more than were taken."""

    nouns: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    cut: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {noun: len(rows) for noun, rows in self.nouns.items()}


def gather(user: Any) -> Gathered:
    """What `user` reads of the participant acted for; call it inside the wall."""
    found = Gathered()
    for noun, viewset in sorted(routers.nouns().items()):
        if not _is_owned(viewset) or (viewset.members_only and user.acting_for.applying):
            continue
        rows = list(_rows(viewset, user))
        if len(rows) > MOST:
            found.cut.append(noun)
        if rows:
            found.nouns[noun] = rows[:MOST]
    return found


def _is_owned(viewset: Any) -> bool:
    model = viewset.model
    return model is Participant or isinstance(model._default_manager.all(), OwnedQuerySet)


def _rows(viewset: Any, user: Any) -> Iterator[dict[str, Any]]:
    """The rows as the API's list shows them, the oldest first."""
    view = viewset()
    view.request = Request(HttpRequest())
    view.request.user = user
    view.action, view.kwargs, view.format_kwarg = "list", {}, None
    rows, after = view.get_queryset().order_by("pk"), 0
    for _chunk in range(0, MOST + 1, CHUNK):
        chunk = list(rows.filter(pk__gt=after)[:CHUNK])
        yield from (dict(one) for one in view.get_serializer(chunk, many=True).data)
        if len(chunk) < CHUNK:
            return
        after = chunk[-1].pk


def as_json(found: Gathered, about: dict[str, Any]) -> bytes:
    """One document: what it is about, then the rows of each noun."""
    whole = about | {"incomplete": found.cut, "data": found.nouns}
    return json.dumps(whole, cls=JSONEncoder, ensure_ascii=False, indent=1).encode()


def as_xlsx(found: Gathered, about: dict[str, Any]) -> bytes:
    """A sheet about the export and one for each noun; text is never run as a formula."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        lines = [*about.items(), *((f"rows of {noun}", count) for noun, count in found.counts.items())]
        _write(book.add_worksheet("about"), bold, ["what", "value"], lines)
        for noun, rows in found.nouns.items():
            header = list(dict.fromkeys(name for row in rows for name in row))
            _write(book.add_worksheet(noun[:SHEET]), bold, header, ([row.get(name) for name in header] for row in rows))
    return file.getvalue()


def _write(sheet: Any, bold: Any, header: list[str], rows: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, header, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            nested = json.dumps(value, cls=JSONEncoder, ensure_ascii=False) if isinstance(value, list | dict) else value
            sheet.write_string(number, column, defused(nested)[:CELL])


def packed(content: bytes) -> bytes:
    return zlib.compress(content)


def unpacked(content: bytes) -> bytes:
    return zlib.decompress(bytes(content))


def about(participant: Participant, user: Any, now: datetime) -> dict[str, Any]:
    """What stands at the head of an export."""
    return {"participant": participant.ref, "name": participant.name, "prepared for": user.email, "at": now.isoformat()}
