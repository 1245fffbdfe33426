"""Typed rows of a file as JSON and back, so that a preview can be applied when the file itself is gone."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from participants.choices import ImportKind
from participants.rules.imports.outcome import (
    AnyRow,
    AssignmentRow,
    ChecklistRow,
    ContactRow,
    ListedRow,
    ObligationRow,
    ResourceRow,
)

OF_KIND: Final[dict[str, type[AnyRow]]] = {
    ImportKind.PARTICIPANTS: ListedRow,
    ImportKind.CONTACTS: ContactRow,
    ImportKind.ASSIGNMENTS: AssignmentRow,
    ImportKind.RESOURCES: ResourceRow,
    ImportKind.CHECKLISTS: ChecklistRow,
    ImportKind.OBLIGATIONS: ObligationRow,
}
DATES: Final = frozenset({"agreement_date", "starts_on", "ends_on", "as_of", "counts_until"})
NUMBERS: Final = frozenset({"capacity_mw"})
LISTS: Final = frozenset({"roles", "notes"})


def encode(row: AnyRow) -> dict[str, Any]:
    """The row as JSON can hold it."""
    return {field.name: _encoded(getattr(row, field.name)) for field in fields(row)}


def decode(kind: str, data: dict[str, Any]) -> AnyRow:
    """The row that `encode` was given; what else stands in `data` is left alone."""
    shape = OF_KIND[ImportKind(kind)]
    return shape(**{field.name: _decoded(field.name, data[field.name]) for field in fields(shape)})


def _encoded(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _decoded(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DATES:
        return date.fromisoformat(value)
    if name in NUMBERS:
        return Decimal(value)
    return tuple(value) if name in LISTS else value
