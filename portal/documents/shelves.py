"""Where the bytes of files lie: in their rows, or in an object store (S3) where one is set.

Bytes are written to their row, in the transaction of what they prove, so there is never one without the other. Where a
store is set, a task takes them there after the commit (`portal.documents.moving`) and leaves the row empty: an empty
row says that its bytes lie in the store, under the key that follows from its reference. Whether somebody may have a
file is decided by reading the row, inside the wall; objects are private, and no address of one is ever given away.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db.models import Model

from portal.lifecycle.refusals import Refused

logger = logging.getLogger(__name__)

STORE: Final = "files"
AWAY: Final = "This file can't be read right now: where it is kept, nothing answers. Please try again in some minutes."


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows of one model with bytes in the field `content`; `owner` names the relation to the row with the reference."""

    name: str
    model: type[Model]
    owner: str

    def key(self, ref: str) -> str:
        return f"{self.name}/{ref}"

    def keys_stored(self) -> Iterator[str]:
        """The keys of what lies in the store, as the rows say."""
        refs = self.model._default_manager.filter(content=b"").order_by("pk")
        for ref in refs.values_list(f"{self.owner}__ref", flat=True).iterator():
            yield self.key(ref)


SHELVES: Final[dict[str, Shelf]] = {}


def register(shelf: Shelf) -> None:
    SHELVES[shelf.name] = shelf


def store() -> Storage | None:
    """The object store; None where bytes stay in their rows."""
    return storages[STORE] if STORE in settings.STORAGES else None


def read(name: str, ref: str, content: Any) -> bytes:
    """The bytes of a row that somebody may read: those in it, or those it stands for in the store."""
    return bytes(content) or get(SHELVES[name].key(ref))


def get(key: str) -> bytes:
    """The bytes under a key; `Refused` in words for whoever wants the file while the store does not answer."""
    kept = store()
    try:
        if kept is None:
            raise LookupError("no object store is set")
        with kept.open(key) as file:
            return file.read()
    except Exception as error:  # each store has errors of its own
        logger.error("The object %s can't be read: %s", key, error)
        raise Refused(AWAY, code="not_readable") from error


def put(key: str, content: bytes) -> None:
    """Again under the same key changes nothing: what a key stands for is never another file."""
    store().save(key, ContentFile(content))


def drop(name: str, ref: str) -> None:
    """Delete what a row stood for, before that row's end is committed; one that is gone already is fine."""
    kept = store()
    if kept is not None:
        kept.delete(SHELVES[name].key(ref))


def stored() -> Iterator[tuple[str, bytes]]:
    """All that lies in the store, for a backup."""
    for shelf in SHELVES.values():
        for key in shelf.keys_stored():
            yield key, get(key)
