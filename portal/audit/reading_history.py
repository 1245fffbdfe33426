"""Changes of rows as people read them: nouns, fields and values in words, each page with a handful of look-ups."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model

from portal.audit import history, naming, timeline, trail, verbs
from portal.audit.history import Kept
from portal.audit.models import RowChange
from portal.audit.timeline import Change

ERASED: Final = "(erased)"
BY_HAND: Final = "By hand"
OURS: Final = "/portal"  # how the portal names itself to the database
# By the first of these that a row has, people know it.
KNOWN_BY: Final = (
    "name",
    "short_name",
    "title",
    "user__name",
    "person__name",
    "domain",
    "code",
    "number",
    "day",
    "ref",
)

Names = dict[type[Model], dict[int, str]]


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change of a row with its noun, its name and its values in words."""

    row: RowChange
    noun: str
    name: str
    of: naming.Named | None
    changes: list[Change]
    by: str
    verb: str


def told(rows: Sequence[RowChange]) -> list[ToldChange]:
    """The rows in words; their events come along with them. One look-up for each table that they point at."""
    names = _names(rows)
    companies = naming.names(row.participant_id for row in rows)
    return [_told(row, names, companies) for row in rows]


def fields(kept: Kept) -> list[tuple[str, str]]:
    """The columns that its history may hold, with their words."""
    found = [field for field in kept.model._meta.concrete_fields if not field.primary_key]
    return [(field.column, label(field)) for field in found if field.column not in kept.without]


def label(field: Field) -> str:
    of_a_list = field.is_relation and field.model._meta.auto_created
    words = timeline.LABELS.get(field.name) or str((field.related_model._meta if of_a_list else field).verbose_name)
    return words[:1].upper() + words[1:]


def _told(row: RowChange, names: Names, companies: dict[int, naming.Named]) -> ToldChange:
    kept = history.of_table(row.table)
    columns = {field.column: field for field in kept.model._meta.concrete_fields} if kept else {}
    changes = [_change(columns.get(name), name, pair, names) for name, pair in row.changes.items()]
    event = row.event
    return ToldChange(
        row,
        kept.title if kept else row.table,
        names.get(kept.model, {}).get(row.row_id or 0, "") if kept else "",
        companies.get(row.participant_id),
        [one for one in changes if one.before or one.after],
        event.by_label if event else trail.SYSTEM if row.program.endswith(OURS) else BY_HAND,
        verbs.label(event.verb) if event else f"Without an event, as {row.program}",
    )


def _change(field: Field | None, name: str, pair: Any, names: Names) -> Change:
    if pair is None:
        return Change(label(field) if field else name, ERASED, ERASED)
    before, after = (_words(field, value, names) for value in pair)
    return Change(label(field) if field else name, before, after)


def _words(field: Field | None, value: Any, names: Names) -> str:
    """A value as the page of its row would say it."""
    if value is None or value == "":
        return ""
    if field is not None and field.is_relation:
        return names.get(field.related_model, {}).get(value) or f"no longer there ({value})"
    if isinstance(value, list):
        return ", ".join(_words(getattr(field, "base_field", None), one, names) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(None, one, names)}" for key, one in value.items())
    chosen = dict(field.flatchoices).get(value) if field is not None else None
    return str(chosen) if chosen is not None else timeline.value(value)


def _names(rows: Iterable[RowChange]) -> Names:
    """What rows are called that the changes are of or point at."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for row in rows:
        kept = history.of_table(row.table)
        if kept is None:
            continue
        if row.row_id is not None:
            wanted[kept.model].add(row.row_id)
        for field in kept.model._meta.concrete_fields:
            if field.is_relation and row.changes.get(field.column):
                wanted[field.related_model].update(one for one in row.changes[field.column] if one is not None)
    return {
        model: dict(model._base_manager.filter(pk__in=ids).values_list("pk", known_by(model)))
        for model, ids in wanted.items()
    }


def known_by(model: type[Model]) -> str:
    """The path to what a row is called; a part without a name of its own is called after the whole."""
    for path in KNOWN_BY:
        if _has(model, path.partition("__")[0]):
            return path
    kept = history.of_model(model)
    whole = history.whole_of(kept) if kept else None
    return f"{kept.part_of.removesuffix('_id')}__{known_by(whole)}" if kept and whole else "pk"


def _has(model: type[Model], name: str) -> bool:
    try:
        return model._meta.get_field(name).concrete
    except FieldDoesNotExist:
        return False
