"""What can be read of a file that is about to leave: text, tables, Word and PDF files; nothing else is guessed at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from issues import release_pdf
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
    """A file by its name, its text, and whether that is all that a person reads in it."""

    name: str
    text: str
    whole: bool


def opened(upload: Any) -> Opened:
    """Read an upload, once, and leave it as it was."""
    known = getattr(upload, "opened", None)
    if known is None:
        name = clean_name(upload.name or "")
        upload.seek(0)
        content = upload.read()
        upload.seek(0)
        known = upload.opened = Opened(name, *_read(extension_of(name), content))
    return known


def unread(files: Iterable[Any]) -> list[str]:
    """The names of the files that nobody but a person can read, all or in part."""
    return [file.name for file in map(opened, files) if not file.whole]


def _read(extension: str, content: bytes) -> tuple[str, bool]:
    if extension == "pdf":
        return release_pdf.words_of(content)
    text = _text(extension, content)
    return ("", False) if text is None else (text[:MOST_CHARACTERS], len(text) <= MOST_CHARACTERS)


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
