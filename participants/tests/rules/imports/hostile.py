"""Files nobody should be able to hurt us with, made from honest ones by changing a few bytes."""

import io
import struct
import zipfile
from collections.abc import Callable

from .builders import workbook, zipped

SHEET = "xl/worksheets/sheet1.xml"
CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
HEADER = ["NAME", "SHORT NAME", "DUNS NUMBER"]


def small_list(*rows: list[object], sheet: str = "QSE") -> bytes:
    """A workbook of one official sheet with these rows (one honest row when none is given)."""
    return workbook({sheet: [HEADER, *(rows or (["HONEST POWER LLC", "QHON", "900000012"],))]})


def altered(archive: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its parts changed; the change must change something."""
    members = _members(archive)
    before = members[name]
    members[name] = change(before)
    if members[name] == before:
        raise AssertionError(f"nothing changed in {name}")
    return zipped(members)


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    return zipped(_members(archive) | {name: content})


def without_member(archive: bytes, name: str) -> bytes:
    return zipped({member: content for member, content in _members(archive).items() if member != name})


def encrypted(archive: bytes) -> bytes:
    """Every entry flagged as encrypted, in the directory and before the content."""
    changed = bytearray(archive)
    for start, offset in _headers(archive, flags=True):
        changed[start + offset] |= 1
    return bytes(changed)


def claiming_size(archive: bytes, size: int) -> bytes:
    """Every entry of the archive claims to unpack to this many bytes."""
    changed = bytearray(archive)
    for start, offset in _headers(archive, flags=False):
        struct.pack_into("<I", changed, start + offset, size)
    return bytes(changed)


def overlapping(archive: bytes) -> bytes:
    """The directory names the same content fifty times: small to send, large to unpack."""
    first = archive.index(CENTRAL)
    end = archive.index(b"PK\x05\x06")
    record = archive[first:end]
    name_at = 46
    copies = b"".join(record[:name_at] + f"{number:02d}".encode() + record[name_at + 2 :] for number in range(50))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, len(copies), first, 0)
    return archive[:first] + copies + tail


def twice_named(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with a second entry of a name it already has, but for its case."""
    packed = io.BytesIO(archive)
    with zipfile.ZipFile(packed, "a") as open_archive:
        open_archive.writestr(name, content)
    return packed.getvalue()


def _members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {entry.filename: opened.read(entry) for entry in opened.infolist()}


def _headers(archive: bytes, flags: bool) -> list[tuple[int, int]]:
    """Where each header starts, and how far into it the flags (or else the unpacked size) stand."""
    found = []
    for signature, offset in ((CENTRAL, 8 if flags else 24), (LOCAL, 6 if flags else 22)):
        position = archive.find(signature)
        while position >= 0:
            found.append((position, offset))
            position = archive.find(signature, position + 4)
    return found
