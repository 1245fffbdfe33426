"""What a file is, decided by its content and its name together: only a few harmless kinds are taken. Pure."""

import io
import zipfile
from dataclasses import dataclass
from typing import Final

import filetype

TEXT: Final = "text/plain; charset=utf-8"
OFFICE: Final = "application/vnd.openxmlformats-officedocument."
# By extension: the type it is served as, and for office files the folder that the archive must hold.
KINDS: Final[dict[str, str]] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "csv": TEXT,
    "txt": TEXT,
    "xml": TEXT,
}
OFFICE_FOLDERS: Final = {"docx": "word/", "xlsx": "xl/"}
TAKEN: Final = "PDF, PNG, JPEG, Word (docx), Excel (xlsx), CSV, XML and plain text files can be stored."
MOST_PARTS: Final = 10_000
ENCODINGS: Final = ("utf-8-sig", "utf-16", "cp1252")


class NotTaken(ValueError):
    """A file that is not stored; the reason stands in words for whoever uploads it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The extension under which a file is stored and the type under which it is served."""

    extension: str
    content_type: str


def kind_of(extension: str, content: bytes) -> Kind:
    """What the file is; `NotTaken` for other kinds and for content that is not what the name says."""
    served = KINDS.get(extension)
    if served is None:
        raise NotTaken(f"Files of this kind are not stored. {TAKEN}")
    if not content:
        raise NotTaken("This file is empty.")
    if extension in OFFICE_FOLDERS:
        _require_office(extension, content)
    elif served == TEXT:
        _require_text(content)
    elif getattr(filetype.guess(content), "mime", "") != served:
        raise NotTaken(f"The content is no {extension.upper()} file, whatever its name says.")
    return Kind(extension, served)


def _require_office(extension: str, content: bytes) -> None:
    """An archive with the folder of its kind and without macros; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise NotTaken(f"The content is no {extension} file, whatever its name says.") from error
    folder = OFFICE_FOLDERS[extension]
    if (
        len(names) > MOST_PARTS
        or "[Content_Types].xml" not in names
        or not any(one.startswith(folder) for one in names)
    ):
        raise NotTaken(f"The content is no {extension} file, whatever its name says.")
    if any(one.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) for one in names):
        raise NotTaken("This file carries macros or programs; store it without them.")


def _require_text(content: bytes) -> None:
    if filetype.guess(content) is not None or not any(_reads(content, encoding) for encoding in ENCODINGS):
        raise NotTaken("The content is not plain text, whatever the name says.")


def _reads(content: bytes, encoding: str) -> bool:
    if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        return "\x00" not in content.decode(encoding)
    except UnicodeDecodeError:
        return False
