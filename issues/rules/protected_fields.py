"""Which structured fields of an issue can be Protected Information, and what is said of one on a page. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

PROTECTABLE: Final = (
    ("operating_day", "Operating day"),
    ("interval", "Interval"),
    ("settlement_run", "Settlement"),
    ("statement_id", "Statement"),
    ("resource", "Resource"),
    ("esi_id", "ESI ID"),
)
LABELS: Final = dict(PROTECTABLE)


def wanted(protects: Mapping[str, str], values: Mapping[str, Any], known: Iterable[str]) -> dict[str, str]:
    """The class of each field that is filled in, that the category protects, and that has no protection yet."""
    there = set(known)
    return {
        field: code for field, code in protects.items() if field in LABELS and values.get(field) and field not in there
    }
