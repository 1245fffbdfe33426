"""The record of data that leave the portal as a file: who took what, in which form, how many rows, by which filter."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from portal.audit import trail, verbs
from portal.audit.models import AuditEvent

ENDING: Final = ".exported"
# Of an address only the filters say what was taken; the others say how it was shown.
SHOWN_BY: Final = {"export", "after", "before", "page"}


_copies: set[str] = set()


def also(verb: str) -> None:
    """Another verb by which data left, of an app that gives copies in a way of its own."""
    _copies.add(verb)


def record_export(
    verb: str, *, by: Any, at: datetime, kind: str, rows: int, query: Mapping[str, str], of: Any = None
) -> AuditEvent:
    """`verb` ends with `.exported`, so that the log of exports finds it."""
    if not verb.endswith(ENDING):
        raise ValueError(f"The verb of an export ends with {ENDING}: {verb}")
    wanted = "&".join(f"{name}={value}" for name, value in query.items() if value and name not in SHOWN_BY)
    changes = {"format": ["", kind], "rows": ["", rows], "filter": ["", wanted]}
    return trail.record(verb, by=by, at=at, of=of, changes=changes)


def export_verbs() -> list[str]:
    """All verbs by which data left."""
    return [verb.name for verb in verbs.every() if verb.name.endswith(ENDING) or verb.name in _copies]
