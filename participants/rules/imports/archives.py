"""Unpacking a ZIP that somebody sent, in memory and within limits. Names of entries are labels, never paths."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .limits import Limits
from .outcome import UnreadableFile

CHUNK = 64 * 1024
ENCRYPTED_FLAG = 0x1
DIRECTORY_SIGNATURE = b"PK\x01\x02"
# Everything the zipfile module raises on damaged input, found by flipping bytes.
DAMAGE = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
    OverflowError,
    zlib.error,
    struct.error,
)


def unpack(data: bytes, limits: Limits) -> dict[str, bytes]:
    """All entries of the archive by name (folders left out), or UnreadableFile.

    Sizes are checked twice: as the directory declares them, before anything is unpacked, and as they turn out.
    """
    # Counted in the raw bytes, because opening the archive already builds an object per directory entry.
    if data.count(DIRECTORY_SIGNATURE) > limits.archive_entries:
        raise UnreadableFile(f"The archive has more than {limits.archive_entries:,} entries.")
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_directory(entries, len(data), limits)
            return _read_all(archive, entries, limits)
    except DAMAGE as error:
        raise UnreadableFile("The archive is damaged and can't be unpacked.") from error


def label(entry_name: str) -> str:
    """The name of an entry with forward slashes and no leading one; some writers use backslashes."""
    return entry_name.replace("\\", "/").lstrip("/")


def _check_directory(entries: list[ZipInfo], archive_size: int, limits: Limits) -> None:
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise UnreadableFile("The archive is protected by a password; save it without one.")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise UnreadableFile("The archive is packed in an unusual way; pack it again as an ordinary ZIP.")
    names = {label(entry.filename).casefold() for entry in entries}
    if len(names) < len(entries):
        raise UnreadableFile("The archive holds two entries of the same name.")
    # Entries sharing one compressed block are the trick of bombs that don't need nesting.
    if sum(entry.compress_size for entry in entries) > archive_size:
        raise UnreadableFile("The archive is damaged: its entries overlap.")
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise _too_large(limits)
    for entry in entries:
        _check_ratio(entry, entry.file_size, limits)


def _read_all(archive: ZipFile, entries: list[ZipInfo], limits: Limits) -> dict[str, bytes]:
    left = limits.unpacked_bytes
    unpacked = {}
    for entry in entries:
        content = read_entry(archive, entry, left, limits)
        left -= len(content)
        unpacked[label(entry.filename)] = content
    return unpacked


def read_entry(archive: ZipFile, entry: ZipInfo, most: int, limits: Limits) -> bytes:
    """One entry unpacked piece by piece, given up as soon as it grows beyond `most` bytes or the allowed ratio."""
    content = bytearray()
    with archive.open(entry) as packed:
        while chunk := packed.read(CHUNK):
            content += chunk
            if len(content) > most:
                raise _too_large(limits)
            _check_ratio(entry, len(content), limits)
    return bytes(content)


def _check_ratio(entry: ZipInfo, size: int, limits: Limits) -> None:
    if size > limits.ratio_matters_above and size > entry.compress_size * limits.compression_ratio:
        raise UnreadableFile("The archive unpacks to many times its size, as no real workbook does; it was not opened.")


def _too_large(limits: Limits) -> UnreadableFile:
    megabytes = limits.unpacked_bytes // (1024 * 1024)
    return UnreadableFile(f"The file unpacks to more than {megabytes} MB, which is more than an import may hold.")
