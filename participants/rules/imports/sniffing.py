"""What a file is, decided by its content. Its name is never trusted."""

from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from .archives import unpack
from .limits import LIMITS, MEGABYTE, Limits
from .outcome import UnreadableFile

CHUNK = 1024 * 1024
ARCHIVE_START = b"PK\x03\x04"
OLD_OFFICE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# First bytes of what people choose by mistake, or rename on purpose.
STRANGERS = (
    (b"PK\x05\x06", "an empty archive"),
    (b"PK\x07\x08", "a part of a split archive"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a script"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "an archive of another kind"),
    (b"7z\xbc\xaf", "an archive of another kind"),
    (b"Rar!", "an archive of another kind"),
    (b"BZh", "an archive of another kind"),
    (b"\xfd7zXZ", "an archive of another kind"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


class Form(StrEnum):
    WORKBOOK = "workbook"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A workbook as its unpacked parts, or a table as bytes that may be text."""

    form: Form
    parts: dict[str, bytes]
    content: bytes
    notes: tuple[str, ...] = ()


def take_bytes(stream: BinaryIO, *, limits: Limits = LIMITS) -> bytes:
    """The whole content of an upload or an opened file, or UnreadableFile before more than allowed is held."""
    taken = bytearray()
    while chunk := stream.read(CHUNK):
        taken += chunk
        if len(taken) > limits.upload_bytes:
            raise _too_large(limits)
    return bytes(taken)


def sniff(data: bytes, *, limits: Limits = LIMITS) -> Sniffed:
    """A workbook (bare or alone in a ZIP), something that may be a CSV table, or UnreadableFile."""
    if not data:
        raise UnreadableFile("The file is empty.")
    if len(data) > limits.upload_bytes:
        raise _too_large(limits)
    _refuse_strangers(data)
    if not data.startswith(ARCHIVE_START):
        return Sniffed(Form.TABLE, {}, data)
    parts = unpack(data, limits)
    if is_workbook(parts):
        return Sniffed(Form.WORKBOOK, parts, b"")
    _refuse_other_documents(parts)
    return _workbook_within(parts, limits)


def is_workbook(parts: dict[str, bytes]) -> bool:
    """Whether these are the parts of an XLSX: told by the parts every one of them must have."""
    names = {name.casefold() for name in parts}
    return {"[content_types].xml", "xl/workbook.xml"} <= names


def _workbook_within(members: dict[str, bytes], limits: Limits) -> Sniffed:
    """The one workbook a ZIP wraps. What else lies in it is left alone, and noted."""
    files = {name: content for name, content in members.items() if not _made_by_the_packer(name)}
    archives = {name: content for name, content in files.items() if content.startswith(ARCHIVE_START)}
    workbooks = {name: parts for name, content in archives.items() if is_workbook(parts := unpack(content, limits))}
    if len(workbooks) > 1:
        raise UnreadableFile(f"The archive holds {len(workbooks)} workbooks; keep only the one to import.")
    if not workbooks:
        raise UnreadableFile(_why_no_workbook(files, bool(archives)))
    [(name, parts)] = workbooks.items()
    others = len(files) - 1
    notes = (f"{others} other file(s) in the archive were not opened.",) if others else ()
    return Sniffed(Form.WORKBOOK, parts, b"", notes)


def _why_no_workbook(files: dict[str, bytes], holds_archives: bool) -> str:
    if holds_archives:
        return "The archive holds another archive and no workbook; unpack it once and choose the inner file."
    if any(content.startswith(OLD_OFFICE_START) for content in files.values()):
        return "The archive holds an old or password-protected workbook; save it as .xlsx without a password."
    if any(name.casefold().endswith((".csv", ".txt")) for name in files):
        return "The archive holds no workbook; unpack it and choose the CSV file itself."
    return "The archive holds no workbook (.xlsx)."


def _made_by_the_packer(name: str) -> bool:
    first, _, _ = name.partition("/")
    last = name.rpartition("/")[2]
    return first == "__MACOSX" or last in (".DS_Store", "Thumbs.db", "desktop.ini")


def _refuse_strangers(data: bytes) -> None:
    if data.startswith(OLD_OFFICE_START):
        raise UnreadableFile("This is an old or password-protected workbook; save it as .xlsx without a password.")
    # "MZ" alone could begin a line of text; a program has zero bytes right after.
    if data.startswith(b"MZ") and b"\x00" in data[:256]:
        raise _stranger("a program")
    for start, what in STRANGERS:
        if data.startswith(start):
            raise _stranger(what)


def _refuse_other_documents(parts: dict[str, bytes]) -> None:
    names = {name.casefold() for name in parts}
    if "xl/workbook.bin" in names:
        raise UnreadableFile("This is a binary workbook (.xlsb); save it as .xlsx.")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise _stranger("a text document or a presentation")
    if {"mimetype", "content.xml"} <= names:
        raise UnreadableFile("This is an OpenDocument file; save it as .xlsx.")


def _stranger(what: str) -> UnreadableFile:
    return UnreadableFile(f"This is {what}, whatever its name says; choose a workbook (.xlsx), its ZIP, or a CSV file.")


def _too_large(limits: Limits) -> UnreadableFile:
    return UnreadableFile(f"The file is larger than {limits.upload_bytes // MEGABYTE} MB.")
