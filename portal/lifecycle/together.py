"""Writing new rows of several tables in one statement."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Field, ForeignKey, Model

# Names of our own tables and columns stand in these texts; every value goes as a parameter.
GIVEN: Final = "ROWS FROM (jsonb_populate_recordset(null::{table}, %s::jsonb)) WITH ORDINALITY AS given"
KEYS: Final = (
    "keys_{at} AS MATERIALIZED (SELECT place, nextval(pg_get_serial_sequence(%s, %s)) AS key"
    " FROM generate_series(1, %s) AS place)"
)
INSERT: Final = (
    "rows_{at} AS (INSERT INTO {table} ({key}, {columns}) SELECT keys_{at}.key, {values} FROM {given}"
    " JOIN keys_{at} ON keys_{at}.place = given.ordinality ORDER BY given.ordinality{once} RETURNING {key} AS key)"
)


def insert_together(
    rows: Iterable[Model], *, now: datetime | None = None, once: Mapping[type[Model], Sequence[str]] | None = None
) -> dict[type[Model], int]:
    """Insert rows of any models in one statement, in the order in which the models first come.

    A row may point at another one of the same call that has no key yet; then all rows of its model do. They get
    their keys, and what a row of them left out of `once` (columns of a model on which a conflict is forgiven) has
    none. Returns how many rows of each model are new. `now` stands for "when it was written" (default: this moment).
    """
    groups: dict[type[Model], list[Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    if not groups:
        return {}
    statement = _Statement(groups, now, once or {})
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.parameters)
        found = cursor.fetchone()
    for (model, group), keys in zip(groups.items(), found, strict=True):
        if len(keys) == len(group):
            for row, key in zip(group, keys, strict=True):
                row.pk, row._state.adding, row._state.db = key, False, connection.alias
                _point_at(row, model)
    return {model: len(keys) for model, keys in zip(groups, found, strict=True)}


class _Statement:
    """The text of the statement and its parameters, table by table."""

    def __init__(
        self,
        groups: Mapping[type[Model], list[Model]],
        now: datetime | None,
        once: Mapping[type[Model], Sequence[str]],
    ) -> None:
        self.now = now
        self.places = {id(row): place for group in groups.values() for place, row in enumerate(group, 1)}
        self.order = {model: at for at, model in enumerate(groups)}
        self.parameters: list[Any] = []
        parts = [self._keys(at, model, group) for at, (model, group) in enumerate(groups.items())]
        for at, (model, group) in enumerate(groups.items()):
            parts.append(self._insert(at, model, group, once.get(model, ())))
        found = ", ".join(f"ARRAY(SELECT key FROM rows_{at})" for at in range(len(groups)))  # noqa: S608
        self.text = f"WITH {', '.join(parts)} SELECT {found}"

    def _keys(self, at: int, model: type[Model], group: Sequence[Model]) -> str:
        self.parameters += [_quoted(model._meta.db_table), model._meta.pk.column, len(group)]
        return KEYS.format(at=at)

    def _insert(self, at: int, model: type[Model], group: Sequence[Model], once: Sequence[str]) -> str:
        meta = model._meta
        fields = [field for field in meta.concrete_fields if not field.primary_key and not field.generated]
        within = {field: self._within(field, group) for field in fields}
        columns = [_quoted(field.column) for field in fields]
        values = [
            f"(SELECT key FROM keys_{within[field]} WHERE place = given.{column})"  # noqa: S608
            if within[field] is not None
            else f"given.{column}"
            for field, column in zip(fields, columns, strict=True)
        ]
        told = [{field.column: self._value(field, row, within[field]) for field in fields} for row in group]
        self.parameters.append(json.dumps(told, cls=Exact))
        conflict = f" ON CONFLICT ({', '.join(map(_quoted, once))}) DO NOTHING" if once else ""
        table = _quoted(meta.db_table)
        return INSERT.format(
            at=at, table=table, key=_quoted(meta.pk.column), columns=", ".join(columns), values=", ".join(values),
            given=GIVEN.format(table=table), once=conflict,
        )  # fmt: skip

    def _within(self, field: Field, group: Sequence[Model]) -> int | None:
        """Among which rows of the same call the field points, if it does."""
        if not isinstance(field, ForeignKey):
            return None
        pointed = [field.get_cached_value(row, None) for row in group]
        new = [one for one in pointed if one is not None and one.pk is None]
        if not new:
            return None
        if len(new) < len(group) or any(id(one) not in self.places for one in new):
            raise ValueError(f"{field} points at rows that have no key yet.")
        return self.order[type(new[0])]

    def _value(self, field: Field, row: Model, within: int | None) -> Any:
        if within is not None:
            return self.places[id(field.get_cached_value(row))]
        if self.now is not None and getattr(field, "auto_now_add", False):
            setattr(row, field.attname, self.now)
            return self.now
        value = field.pre_save(row, add=True)
        pointed = field.get_cached_value(row, None) if value is None and isinstance(field, ForeignKey) else None
        return value if pointed is None else pointed.pk


class Exact(DjangoJSONEncoder):
    """Instants keep their microseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _point_at(row: Model, model: type[Model]) -> None:
    """The row's own columns name the keys that its fellows got."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and getattr(row, field.attname) is None:
            pointed = field.get_cached_value(row, None)
            if pointed is not None:
                setattr(row, field.attname, pointed.pk)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
