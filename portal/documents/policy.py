"""Which kinds of files are stored and how large each may be: a setting, within what the portal can judge at all."""

from collections.abc import Collection
from typing import Final

from django.core.exceptions import ImproperlyConfigured

MEGABYTE: Final = 1024 * 1024
# In the order in which people read them.
NAMES: Final = {
    "pdf": "PDF",
    "png": "PNG",
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "docx": "Word (docx)",
    "xlsx": "Excel (xlsx)",
    "csv": "CSV",
    "xml": "XML",
    "txt": "plain text",
}


def read_policy(setting: str, most: int) -> dict[str, int]:
    """Bytes by extension of "pdf, png=5, csv=2" (megabytes); every kind with `most` bytes where nothing is said."""
    limits: dict[str, int] = {}
    for part in filter(None, (part.strip().lower() for part in setting.split(","))):
        extension, equals, megabytes = (piece.strip() for piece in part.partition("="))
        if extension not in NAMES:
            raise ImproperlyConfigured(f"PORTAL_DOCUMENT_KINDS: files of the kind {extension} are never stored.")
        if equals and (not megabytes.isdigit() or not 0 < int(megabytes) * MEGABYTE <= most):
            raise ImproperlyConfigured(f"PORTAL_DOCUMENT_KINDS: {part} is no size within PORTAL_DOCUMENT_MAX_BYTES.")
        limits[extension] = int(megabytes) * MEGABYTE if equals else most
    return limits or dict.fromkeys(NAMES, most)


def in_words(extensions: Collection[str]) -> str:
    """For instance "PDF, PNG and CSV"."""
    names = list(dict.fromkeys(name for extension, name in NAMES.items() if extension in extensions))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
