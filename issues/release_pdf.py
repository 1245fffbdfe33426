"""The words of a PDF file, as far as they can be read within limits: pages, forms, remarks and properties.

Such files come from anywhere and a parser may fail on them in any way. What it fails on is not read, and said so.
"""

import io
import logging
from collections.abc import Iterator
from time import monotonic
from typing import Any, Final

from pypdf import PageObject, PdfReader

MOST_BYTES: Final = 15 * 1024 * 1024
MOST_PAGES: Final = 200
MOST_CHARACTERS: Final = 2_000_000
# Of each file; ten of them must not outlast the web server's patience.
MOST_SECONDS: Final = 2.0

logger = logging.getLogger(__name__)
# It tells of each oddity of a file; nobody here can mend them.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def words_of(content: bytes) -> tuple[str, bool]:
    """The text, and whether that is all of it: pictures of pages, locked, broken and too large files are not."""
    if len(content) > MOST_BYTES:
        return "", False
    found: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return "", False
        whole = _read(reader, found)
    except Exception as error:
        logger.info("A PDF file could not be read: %s", type(error).__name__)
        whole = False
    return "\n".join(found)[:MOST_CHARACTERS], whole


def _read(reader: PdfReader, found: list[str]) -> bool:
    """Add the words to those found; returns whether nothing was left out."""
    until = monotonic() + MOST_SECONDS
    whole = len(reader.pages) <= MOST_PAGES and not reader.attachments
    found += [str(value) for value in (reader.metadata or {}).values()]
    found += [str(value) for value in (reader.get_form_text_fields() or {}).values() if value]
    length = sum(map(len, found))
    for page in reader.pages[:MOST_PAGES]:
        if monotonic() > until or length > MOST_CHARACTERS:
            return False
        text = page.extract_text()
        found += [text, *_remarks(page)]
        length += len(text)
        # A page with pictures and without words was scanned.
        whole = whole and bool(text.strip() or not page.images)
    return whole


def _remarks(page: PageObject) -> Iterator[str]:
    for one in page.annotations or ():
        remark: Any = one.get_object()
        if "/Contents" in remark:
            yield str(remark["/Contents"])
