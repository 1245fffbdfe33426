"""Catalogs of tests: loaded once by a process, and written again from memory by the tests that follow.

To load a catalog takes the time of a hundred small statements; to copy the rows that came of it takes that of one.
"""

import io
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Final, ParamSpec

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from portal.scoping.today import market_day

Key = tuple[Any, ...]
Rows = dict[str, bytes]
Given = ParamSpec("Given")

# Rows of these tables are numbered as they come, among those of all other deeds.
COUNTED: Final = frozenset({"audit_auditevent", "audit_rowchange"})
PRESENT: Final = timedelta(minutes=1)
WRITTEN: Final = """SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
  WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"""

_kept: dict[Key, Rows | None] = {}
_asked: Counter[Key] = Counter()


def remembered(load: Callable[Given, None]) -> Callable[Given, None]:
    """A function that loads catalogs, and from the third time on with the same arguments copies what came of it.

    Only what depends on nothing but the arguments is kept: all rows of tables that were empty before, naming none of
    other tables. Where one of these tables holds a row already, the function does its work itself.
    """

    @wraps(load)
    def loaded(*args: Given.args, **given: Given.kwargs) -> None:
        told = [*enumerate(args), *sorted(given.items())]
        key = (load.__module__, load.__qualname__, *((name, _as_remembered(value)) for name, value in told))
        _asked[key] += 1
        with transaction.atomic():
            if key in _kept:
                rows = _kept[key]
                if rows and _are_empty(rows):
                    _write(rows)
                else:
                    load(*args, **given)
            elif _asked[key] > 1:
                before = _counts()
                load(*args, **given)
                _kept[key] = _rows_since(before)
            else:
                load(*args, **given)

    return loaded


def _as_remembered(value: Any) -> Any:
    """A present moment is as good as another of the same day: what was loaded then has been there for a while."""
    if isinstance(value, datetime) and abs(timezone.now() - value) < PRESENT:
        return market_day(value)
    return value


def _counts() -> dict[str, tuple[int, int, int]]:
    """Rows added, changed and removed by this transaction so far, for each table."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return {table: counts for table, *counts in cursor.fetchall()}


def _rows_since(before: dict[str, tuple[int, int, int]]) -> Rows | None:
    """The content of the tables written to since then; None if it is not the load's alone."""
    tables = {table for table, counts in _counts().items() if counts != before.get(table)}
    kept: Rows = {}
    for table in sorted(tables):
        added, _, removed = (
            now - then for now, then in zip(_counts()[table], before.get(table, (0, 0, 0)), strict=True)
        )
        if table in COUNTED or _number_of(table) != added - removed or not _targets(table) <= tables:
            return None
        kept[table] = _read(table)
    return kept


def _number_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def _targets(table: str) -> set[str]:
    """The tables that rows of this one name."""
    named = set()
    with connection.cursor() as cursor:
        for field in _model(table)._meta.concrete_fields:
            if field.remote_field is None:
                continue
            cursor.execute(f'SELECT EXISTS (SELECT FROM {table} WHERE "{field.column}" IS NOT NULL)')
            if cursor.fetchone()[0]:
                named.add(field.related_model._meta.db_table)
    return named


def _model(table: str) -> Any:
    return next(one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table)


def _are_empty(rows: Rows) -> bool:
    held = " OR ".join(f"EXISTS (SELECT FROM {table})" for table in rows)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {held}")
        return not cursor.fetchone()[0]


def _copied(table: str) -> str:
    """The table with its columns; those that the database computes are left to it."""
    columns = [f'"{field.column}"' for field in _model(table)._meta.concrete_fields if not field.generated]
    return f"{table} ({', '.join(columns)})"


def _read(table: str) -> bytes:
    told = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {_copied(table)} TO STDOUT", told)
    return told.getvalue()


def _write(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for table, told in rows.items():
            cursor.cursor.copy_expert(f"COPY {_copied(table)} FROM STDIN", io.BytesIO(told))
