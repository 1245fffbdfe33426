"""A row of a preview in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from participants.choices import AssignmentKind, ImportKind, ItemState, ObligationState, ResourceType, RowOutcome
from participants.models import ImportRow
from portal.web.words import short_day

# A cell of a file may hold hundreds of letters without a space; the download has them all.
SHOWN_LENGTH: Final = 80
LABELS: Final = {
    "participant": "New participant",
    "registration": "New registration",
    "name": "Participant name",
    "listed_name": "Listed name",
    "missing_since": "No longer listed since",
    "account_manager": "Account manager",
    "contact": "New contact",
    "assignment": "Assignment",
    "resource": "New resource",
    "qse": "Represented by",
    "title": "Job title",
    "email": "E-mail",
    "capacity_mw": "Capacity (MW)",
}


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """`place` is where the row stands in the file."""

    position: int
    place: str
    title: str
    detail: str
    url: str
    outcome: str
    label: str
    reason: str
    changes: list[Change]
    notes: list[str]


def shown(row: ImportRow, kind: str) -> ShownRow:
    title, detail = _named(row, kind)
    ref = row.data.get("participant", "")
    return ShownRow(
        position=row.position,
        place=f"{row.sheet} {row.number or ''}".strip(),
        title=_short(title),
        detail=_short(detail),
        url=reverse("participants:participant-detail", args=[ref]) if ref else "",
        outcome=row.outcome,
        label=row.get_outcome_display(),
        reason=row.reason,
        changes=[Change(_label(name), _short(old), _short(new)) for name, (old, new) in row.changes.items()],
        notes=row.notes,
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"


def _label(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def _named(row: ImportRow, kind: str) -> tuple[str, str]:
    """What the row is about, and the line below it."""
    data = row.data
    if row.outcome == RowOutcome.REFUSED:
        cells = {name: value for name, value in data.get("cells", {}).items() if value}
        values = list(cells.values())
        return values[0] if values else "Not shown", " · ".join(values[1:])
    if kind == ImportKind.PARTICIPANTS:
        return data["name"], _joined(data["role"] or "Company alone", data["short_name"], data["duns"])
    if kind == ImportKind.CONTACTS:
        return data["name"], _joined(data["email"] or data["phone"], data["duns"])
    if kind == ImportKind.ASSIGNMENTS:
        until = f"until {_day(data['ends_on'])}" if data["ends_on"] else "until further notice"
        label = AssignmentKind(data["kind"]).label
        return data["manager_email"], _joined(label, f"from {_day(data['starts_on'])} {until}", data["duns"])
    if kind == ImportKind.CHECKLISTS:
        return data["item"], _joined(ItemState(data["state"]).label, data["role"], data["duns"])
    if kind == ImportKind.OBLIGATIONS:
        state = ObligationState(data["state"]).label
        return f"{data['obligation']} {data['period']}", _joined(state, data["role"], data["resource"], data["duns"])
    return data["code"], _joined(data["name"], ResourceType(data["type"]).label, data["duns"])


def _day(text: str) -> str:
    return short_day(date.fromisoformat(text))


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)
