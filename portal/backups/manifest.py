"""What a backup says of itself: written last, so a folder without it is no backup."""

import hashlib
import hmac
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings

from portal.embedded.paths import Unusable

NAME: Final = "manifest.json"
DUMP: Final = "database.dump"
FILES: Final = "files"
KIND: Final = "backup of a market participant portal"
BLOCK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """`field_key` tells keys apart without telling one; `last_seal` is what the trail is held against afterwards."""

    made_at: str
    postgres: str
    dump_sha256: str
    migrations: dict[str, list[str]]
    field_key: str
    last_seal: int = 0
    last_digest: str = ""
    files: dict[str, int] = field(default_factory=dict)
    kind: str = KIND

    def write(self, folder: Path) -> None:
        draft = folder / f".{NAME}"
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(asdict(self), stream, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(folder / NAME)


def read(folder: Path) -> Manifest:
    """The manifest of a backup whose dump is what it was; one sentence where it is not."""
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
        if told.get("kind") != KIND:
            raise ValueError("another file")
        found = Manifest(**told)
        digest = digest_of(folder / DUMP)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Unusable(f"{folder} holds no whole backup: {error}.") from error
    if digest != found.dump_sha256:
        raise Unusable(f"The database in {folder} is not what was backed up: its digest is another one.")
    return found


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def field_key_mark() -> str:
    """What tells the first of the keys that encrypt at rest from another one."""
    key = settings.FIELD_KEY.split(",")[0].strip().encode()
    return hmac.new(key, b"mark of a backup", hashlib.sha256).hexdigest()[:16]
