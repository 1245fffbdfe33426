"""Which tables keep what their rows were, declared by each app in `<app>/historic.py`, and erasing of persons in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Final
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from portal.audit.models import RowChange
from portal.audit.querysets import RowChangeQuerySet


@dataclass(frozen=True)
class Kept:
    """A table with history. Its trigger stands in a migration (`portal.audit.keeping`) and takes the same words.

    `personal` are the columns that tell of a person, `without` those of no interest, `part_of` the column that names
    the row it is a part of, `entries` says that added rows are told of as well: who holds what changes by adding and
    removing. Catalogs have none: all their defaults would begin with it, and what is added later stands in its event.
    """

    model: type[Model]
    without: Sequence[str] = ()
    part_of: str = ""
    whose: str = "participant_id"
    entries: bool = False
    personal: Sequence[str] = ()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def noun(self) -> str:
        """The address's word for it, such as `participants.contact`."""
        return self.model._meta.label_lower

    @property
    def title(self) -> str:
        if self.model._meta.auto_created:
            return f"{_capital(self.model._meta.auto_created)}: {self._pointed_at()}"
        return _capital(self.model)

    def _pointed_at(self) -> str:
        others = [field for field in self.model._meta.fields if field.is_relation and field.attname != self.part_of]
        return " and ".join(str(field.related_model._meta.verbose_name_plural) for field in others)


_kept: dict[str, Kept] = {}

ERASE: Final = """
UPDATE audit_rowchange SET erased_at = statement_timestamp(), changes = (
  SELECT jsonb_object_agg(pair.key, CASE WHEN pair.key = ANY (%(names)s) THEN 'null' ELSE pair.value END)
    FROM jsonb_each(changes) AS pair)
 WHERE "table" = %(table)s AND changes ?| %(names)s AND
"""
OF_ROWS: Final = f"{ERASE} row_id = ANY (%(keys)s)"
THESE: Final = f"{ERASE} id = ANY (%(keys)s)"


def register(kept: Iterable[Kept]) -> None:
    _kept.update({one.table: one for one in kept})


def every() -> list[Kept]:
    """All of them, as lists show them."""
    return sorted(_kept.values(), key=lambda one: one.title)


def of_table(table: str) -> Kept | None:
    return _kept.get(table)


def of_model(model: type[Model]) -> Kept | None:
    return _kept.get(model._meta.db_table)


def of_noun(noun: str) -> Kept | None:
    return next((one for one in _kept.values() if one.noun == noun), None)


def of_reference(ref: str) -> Kept | None:
    """The table whose references begin like this one."""
    prefix = ref.partition("-")[0]
    return next((one for one in _kept.values() if prefix and getattr(one.model, "REF_PREFIX", "") == prefix), None)


def row_named(kept: Kept, name: str) -> int | None:
    """The key of the row with that reference or code, if it is still there."""
    if kept.model._meta.pk.column != "id":
        return None
    names = {field.name for field in kept.model._meta.concrete_fields}
    asked = [Q(**{f"{one}__iexact": name}) for one in ("ref", "code") if one in names]
    return kept.model._base_manager.filter(reduce(or_, asked)).values_list("pk", flat=True).first() if asked else None


def address_of(row: Model) -> str:
    """Where the history of a row stands; nothing for a row of a table without one."""
    kept = of_model(type(row))
    name = getattr(row, "ref", "") or getattr(row, "code", "")
    if kept is None or not name:
        return ""
    return f"{reverse('history:history-list')}?{urlencode({'noun': kept.noun, 'of': name})}"


def address_of_all(noun: str) -> str:
    """Where the history of all rows of a table stands."""
    return f"{reverse('history:history-list')}?{urlencode({'noun': noun})}"


def parts_of(model: type[Model]) -> list[Kept]:
    """The tables whose rows are parts of the model's rows."""
    return [one for one in _kept.values() if one.part_of and whole_of(one) is model]


def whole_of(kept: Kept) -> type[Model] | None:
    """The model whose rows its rows are parts of."""
    if not kept.part_of:
        return None
    return next(field.related_model for field in kept.model._meta.fields if field.attname == kept.part_of)


def erase(model: type[Model], keys: Sequence[int]) -> int:
    """Take what tells of a person out of the history of these rows; that, when and by whom they changed stays.

    Call it after the rows themselves were emptied, in the same transaction: that was a change of its own. Returns how
    many changes held something.
    """
    kept = of_model(model)
    return _erase(OF_ROWS, kept, keys) if kept and kept.personal and keys else 0


def telling_of_people(before: datetime) -> QuerySet[RowChange]:
    """Changes before an instant that still hold what tells of a person."""
    told = [Q(table=one.table, changes__has_any_keys=list(one.personal)) for one in _kept.values() if one.personal]
    return RowChange.objects.filter(reduce(or_, told), at__lt=before, erased_at=None)


def erase_changes(rows: QuerySet[RowChange]) -> int:
    """The same for these changes, whatever became of their rows."""
    keys = list(rows.values_list("pk", flat=True))
    return sum(_erase(THESE, one, keys) for one in _kept.values() if one.personal) if keys else 0


def _erase(statement: str, kept: Kept, keys: Sequence[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"names": list(kept.personal), "table": kept.table, "keys": list(keys)})
        return cursor.rowcount


def changes_of(model: type[Model], key: int) -> RowChangeQuerySet:
    """The changes of one row and of its parts."""
    return RowChange.objects.about(model._meta.db_table, key, [one.table for one in parts_of(model)])


def _capital(model: type[Model]) -> str:
    words = str(model._meta.verbose_name)
    return words[:1].upper() + words[1:]
