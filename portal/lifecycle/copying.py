"""Writing very many new rows of one model: COPY, which asks the least of Python and of PostgreSQL alike."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Field, ForeignKey, JSONField, Model
from django.utils import timezone

EMPTY: Final = r"\N"
# What would end a value or a row, by what it is written as.
ESCAPED: Final = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def copy_in(rows: Sequence[Model]) -> None:
    """Write new rows of one model, which get their keys; a row they point at has its own by then.

    Constraints and triggers hold as for any other row. Fields are plain ones, dates and JSON.
    """
    if not rows:
        return
    meta = rows[0]._meta
    columns = [(field, _writer(field)) for field in meta.concrete_fields]
    quote, now = connection.ops.quote_name, timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(rows)],
        )
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
        text = StringIO()
        for row in rows:
            text.write("\t".join([write(_value(field, row, now)) for field, write in columns]) + "\n")
        text.seek(0)
        names = ", ".join(quote(field.column) for field, _ in columns)
        cursor.cursor.copy_expert(f"COPY {quote(meta.db_table)} ({names}) FROM STDIN", text)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _value(field: Field, row: Model, now: datetime) -> Any:
    if getattr(field, "auto_now_add", False):
        return now
    value = getattr(row, field.attname)
    if value is None and isinstance(field, ForeignKey) and field.is_cached(row):
        other = field.get_cached_value(row)
        return None if other is None else other.pk
    return value


def _writer(field: Field) -> Callable[[Any], str]:
    return _json if isinstance(field, JSONField) else _plain


def _json(value: Any) -> str:
    return EMPTY if value is None else json.dumps(value, cls=DjangoJSONEncoder).translate(ESCAPED)


def _plain(value: Any) -> str:
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return str(value).translate(ESCAPED)
    return value.isoformat() if isinstance(value, date) else str(value)
