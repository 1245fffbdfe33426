"""The default requirements, loaded from their file: added once, kept up to date until somebody edits a block here."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from participants.actions.requirements import next_version
from participants.models import RequirementBlock
from participants.requirements import items_of
from participants.rules.requirements import Ask, Dependency, Item
from portal.lifecycle.catalogs import read_rows

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "requirements.yaml"
NOTE: Final = "The default requirements."
LISTS: Final = ("reviewers", "form_codes", "sections")
PLAIN: Final = ("code", "title", "evidence", "source", "tag")
OPTIONAL: Final = (
    "day_kind",
    "lead_note",
    "recurrence",
    "mandatory",
    "flight",
    "reusable",
    "by_operator",
    "effective_from",
    "effective_to",
)


@transaction.atomic
def load_requirements(*, now: datetime) -> int:
    """Add missing blocks and bring those nobody edited up to date; returns how many changed."""
    known = {row.code: row for row in RequirementBlock.objects.select_for_update(of=("self",)).order_by("pk")}
    return sum(_load(known.get(row["code"]), row, order, now) for order, row in enumerate(read_rows(FILE), start=1))


def default_items(row: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items of one block of the file."""
    return tuple(_item(one) for one in row["items"])


def _load(known: RequirementBlock | None, row: Mapping[str, Any], order: int, now: datetime) -> int:
    values = {name: row[name] for name in ("name", "common", "role_codes")} | {"order": order}
    items = default_items(row)
    if known is None:
        block = RequirementBlock.objects.create(code=row["code"], **values)
        next_version(block=block, items=items, note=NOTE, by=None, now=now)
        return 1
    if known.versions.filter(published_by__isnull=False).exists():
        return 0
    changed = bool(known.apply(**values))
    if items_of(known.versions.current().get()) != items:
        next_version(block=known, items=items, note=NOTE, by=None, now=now)
        changed = True
    return int(changed)


def _item(row: Mapping[str, Any]) -> Item:
    days = row.get("days")
    least, typical = days if isinstance(days, list) else (days, days)
    values = {name: row[name] for name in PLAIN} | {name: row[name] for name in OPTIONAL if name in row}
    return Item(
        **values,
        **{name: tuple(row.get(name, ())) for name in LISTS},
        dependencies=tuple(Dependency.from_json(one) for one in row.get("dependencies", ())),
        asks=tuple(Ask.from_json(one) for one in row.get("asks", ())),
        least_days=least,
        typical_days=typical,
    )
