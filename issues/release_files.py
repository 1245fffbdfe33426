"""What can be read of a file that is about to leave: text, tables and Word documents; nothing else is guessed at."""

import re
from dataclasses import dataclass
from typing import Any, Final

from participants.rules.imports.archives import unpack
from participants.rules.imports.limits import LIMITS
from participants.rules.imports.outcome import UnreadableFile
from participants.rules.imports.workbooks import Workbook
from portal.documents.content import ENCODINGS
from portal.documents.names import clean_name, extension_of

PLAIN: Final = {"csv", "txt", "xml"}
MOST_CHARACTERS: Final = 2_000_000
_PARAGRAPH: Final = re.compile(r"</w:(?:p|tc)>|<w:(?:br|tab)/>")
_TAG: Final = re.compile(r"<[^>]*>")
_WORD_PARTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|comments)\.xml")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file by its name, and its text; None where nobody but a person can read it."""

    name: str
    text: str | None


def opened(upload: Any) -> Opened:
    """Read an upload and leave it as it was."""
    name = clean_name(upload.name or "")
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    text = _text(extension_of(name), content)
    return Opened(name, text if text is None or len(text) <= MOST_CHARACTERS else None)


def _text(extension: str, content: bytes) -> str | None:
    try:
        if extension in PLAIN:
            return _plain(content)
        if extension == "docx":
            return _document(unpack(content, LIMITS))
        if extension == "xlsx":
            return _workbook(unpack(content, LIMITS))
    except UnreadableFile:
        return None
    return None


def _plain(content: bytes) -> str | None:
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _document(parts: dict[str, bytes]) -> str:
    """The words of a Word document: paragraphs on lines, pieces of one word put together."""
    texts = (content.decode("utf-8", "replace") for name, content in parts.items() if _WORD_PARTS.fullmatch(name))
    return "\n".join(_TAG.sub("", _PARAGRAPH.sub("\n", text)) for text in texts)


def _workbook(parts: dict[str, bytes]) -> str:
    workbook = Workbook(parts, LIMITS)
    cells: list[str] = []
    for sheet in workbook.sheet_names:
        cells.append(sheet)
        for _, row in workbook.rows(sheet):
            cells += [_cell(cell) for cell in row if cell not in ("", None)]
    return "\n".join(cells)


def _cell(cell: Any) -> str:
    """A number that is whole is an identifier as often as an amount: without the ".0" of the sheet."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
