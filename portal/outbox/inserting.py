"""Writing many rows in one statement, each at most once."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

BATCH: Final = 2500


def insert_new(rows: Sequence[models.Model], *, once: Sequence[str], now: datetime) -> int:
    """Insert rows of one model, leaving out those whose columns `once` are there already; returns how many are new.

    Other than `bulk_create(ignore_conflicts=True)` it forgives a conflict on these columns only: a reference drawn
    twice fails loudly instead of swallowing a message. One statement for 2,500 rows.
    """
    return sum(_insert(rows[start : start + BATCH], once, now) for start in range(0, len(rows), BATCH))


def _insert(rows: Sequence[models.Model], once: Sequence[str], now: datetime) -> int:
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    table = connection.ops.quote_name(meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = [{field.column: _value(field, row, now) for field in fields} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns})"  # noqa: S608 - names of our own columns
            f" SELECT {columns} FROM jsonb_populate_recordset(null::{table}, %s::jsonb)"
            f" ON CONFLICT ({', '.join(once)}) DO NOTHING",
            [json.dumps(values, cls=_Exact)],
        )
        return cursor.rowcount


def _value(field: models.Field, row: models.Model, now: datetime) -> Any:
    if getattr(field, "auto_now_add", False):
        return now
    return getattr(row, field.attname)


class _Exact(DjangoJSONEncoder):
    """Instants keep their microseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)
