"""Changing many rows to different values in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def update_many(model: type[Model], names: Sequence[str], rows: Sequence[Any]) -> int:
    """Write the named fields of `rows` (objects with a primary key) as they stand; one statement for any number.

    Call while holding the rows' locks. Returns how many rows were there to change.
    """
    if not rows:
        return 0
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = [quote(field.column) for field in fields]
    changes = ", ".join(f"{column} = news.{column}" for column in columns)
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in (model._meta.pk, *fields))
    values = [[row.pk for row in rows]] + [[_prepared(field, row) for row in rows] for field in fields]
    key = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} AS old SET {changes}"  # noqa: S608 names of our own columns
            f" FROM unnest({arrays}) AS news ({', '.join([key, *columns])}) WHERE old.{key} = news.{key}",
            values,
        )
        return cursor.rowcount


def _prepared(field: Field, row: Any) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _type(field: Field) -> str:
    """The column's own type: `bigint` for a key that is drawn automatically."""
    return field.rel_db_type(connection)
