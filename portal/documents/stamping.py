"""Watermarks: files on critical infrastructure leave with the name of whoever reads them, company and time.

PDF files and pictures are stamped; other kinds cannot be, and leave as they are. What should be stamped and cannot be
(an encrypted file, for instance) is not given out.
"""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from PIL import Image
from pypdf import PdfReader, PdfWriter

from portal import typesetting
from portal.documents.choices import Protection
from portal.documents.models import Document
from portal.lifecycle.refusals import Refused
from portal.scoping.today import MARKET_ZONE

PDF: Final = "application/pdf"
PICTURES: Final = {"image/png": "PNG", "image/jpeg": "JPEG"}
STAMPED: Final = frozenset({Protection.ECEII})
MOST_PAGES: Final = 1_000
MOST_PIXELS: Final = 60_000_000
UNABLE: Final = (
    "This file cannot be stamped with the name of its reader, so it is not given out. Ask whoever stored it for a copy"
    " without a password."
)
# A picture has no inches: it is stamped as a page of so many points to the pixel.
POINTS: Final = 72 / typesetting.PREVIEW_PPI

_company_of: list[Callable[[Any], str]] = []


def register_company(of: Callable[[Any], str]) -> None:
    """How the company that a participant's user acts for is named; a higher app says it."""
    _company_of[:] = [of]


def is_stamped(document: Document) -> bool:
    if document.protection not in STAMPED or document.released_at is not None:
        return False
    return document.content_type == PDF or document.content_type in PICTURES


def line_for(reader: Any, now: datetime) -> str:
    """Name, company and time of the market."""
    company = settings.OPERATOR_NAME if reader.is_staff else next((of(reader) for of in _company_of), "")
    at = now.astimezone(MARKET_ZONE)
    return ", ".join(filter(None, [reader.name, company, f"{at:%Y-%m-%d %H:%M} {at.tzname()}"]))


def stamped(content: bytes, content_type: str, line: str, *, at: datetime) -> bytes:
    """The same file with the line on every page; `Refused` where that cannot be done."""
    try:
        return _pdf(content, line, at) if content_type == PDF else _picture(content, PICTURES[content_type], line)
    except Refused:
        raise
    except Exception as fault:  # whatever is wrong within the file: unstamped it does not leave
        raise Refused(UNABLE) from fault


def _pdf(content: bytes, line: str, at: datetime) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    if not 0 < len(writer.pages) <= MOST_PAGES:
        raise Refused(UNABLE)
    layers: dict[tuple[float, float], Any] = {}
    for page in writer.pages:
        page.transfer_rotation_to_content()
        box = page.mediabox
        size = round(float(box.width), 1), round(float(box.height), 1)
        if size not in layers:
            facts = {"line": line, "width": size[0], "height": size[1]}
            layers[size] = PdfReader(io.BytesIO(typesetting.pdf("watermark", facts, at=at))).pages[0]
        page.merge_translated_page(layers[size], float(box.left), float(box.bottom))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _picture(content: bytes, kind: str, line: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused(UNABLE)
        facts = {"line": line, "width": picture.width * POINTS, "height": picture.height * POINTS}
        (layer,) = typesetting.pictures("watermark", facts)
        with Image.open(io.BytesIO(layer)) as drawn:
            over = drawn.convert("RGBA").resize(picture.size)
        whole = Image.alpha_composite(picture.convert("RGBA"), over)
    made = io.BytesIO()
    whole.convert("RGB" if kind == "JPEG" else "RGBA").save(made, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return made.getvalue()
