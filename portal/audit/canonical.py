"""How an event and a seal are written down before they are digested: one way only. Pure."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from portal.audit import merkle

FIELDS: Final = (
    "id",
    "verb",
    "object_type",
    "object_ref",
    "object_label",
    "participant_id",
    "acting_for_id",
    "by_id",
    "by_label",
    "at",
    "address",
    "changes",
    "reason",
)
SEALED: Final = ("number", "count", "first_id", "last_id", "root", "previous", "sealed_at")
SEAL: Final = b"\x02"


def text(value: Any) -> str:
    """JSON with sorted keys, no spaces and ASCII only, so that equal facts are equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def event_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """All that an event says, from its columns; `v` is the version of this writing."""
    return {name: row[name] for name in FIELDS} | {"at": instant(row["at"]), "v": 1}


def leaf(facts: Mapping[str, Any]) -> bytes:
    """The leaf of an event in the tree of its seal."""
    return merkle.leaf(text(facts).encode())


def seal_facts(seal: Any) -> dict[str, Any]:
    """What a seal says; the digest of the seal before is part of it, so no seal can be changed by itself."""
    return {name: getattr(seal, name) for name in SEALED} | {"sealed_at": instant(seal.sealed_at), "v": 1}


def seal_digest(facts: Mapping[str, Any]) -> str:
    return sha256(SEAL + text(facts).encode()).hexdigest()
