"""How a test that commits leaves an empty database: by removing what it wrote.

Django truncates every table, which takes a second for this many, mostly empty ones.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db import OperationalError, connection
from psycopg2.errors import DeadlockDetected

# What every database of ours holds: rows that migrations make, and make again after a flush.
KEPT: Final = {"django_content_type", "auth_permission"}
# Beyond so many rows it is quicker to let go of whole tables.
FEW: Final = 5_000
TRIES: Final = 3


def statements(
    tables: Sequence[str], append_only: Sequence[str], truncating: list[str], filled: Sequence[str] = ()
) -> list[str]:
    """What empties the tables: the statements of Django's own, or some that do it sooner where there are few rows.

    `filled`: those that triggers fill while rows of others are removed.
    """
    if sum(map(_number_of, _held(tables))) > FEW:
        return truncating
    emptied = sorted(set(tables) - KEPT)
    # As TRUNCATE does: whatever a server still does for a page that is left comes to its end before.
    locked = f"LOCK TABLE {', '.join(map(_quoted, emptied))} IN ACCESS EXCLUSIVE MODE"
    whole = [table for table in append_only if table in emptied]
    wholly = [f"TRUNCATE {', '.join(map(_quoted, whole))}"] if whole else []
    # Whether one of its rows names a row that goes is asked with a right that nobody has otherwise.
    locked_for = [table for table in whole if table not in filled]  # what is filled has that right for some columns
    lent = [f"GRANT UPDATE ON {_quoted(table)} TO CURRENT_USER" for table in locked_for]
    singly = [f"DELETE FROM {_quoted(table)}" for table in emptied if table not in whole]
    returned = [f"REVOKE UPDATE ON {_quoted(table)} FROM CURRENT_USER" for table in locked_for]
    again = [f"TRUNCATE {_quoted(table)}" for table in filled if table in emptied]
    return ["; ".join([locked, *wholly, *lent, *singly, "SET CONSTRAINTS ALL IMMEDIATE", *again, *returned])]


def empty_quickly(*, append_only: Sequence[str], filled: Sequence[str]) -> None:
    """From now on a flush of this process's database works so; `append_only` let no single row go, and removing
    rows of others adds rows to those that are `filled`."""
    by_truncating = connection.ops.sql_flush

    def sql_flush(style: Any, tables: Sequence[str], **given: bool) -> list[str]:
        truncating = by_truncating(style, tables, **given)
        return truncating if given.get("reset_sequences") else statements(tables, append_only, truncating, filled)

    connection.ops.sql_flush = sql_flush
    once = connection.ops.execute_sql_flush

    def execute_sql_flush(sql_list: Sequence[str]) -> None:
        """Again where a request that is still under way held a later table while it waited for an earlier one."""
        for _ in range(TRIES):
            try:
                return once(sql_list)
            except OperationalError as error:
                if not isinstance(error.__cause__, DeadlockDetected):
                    raise
        return once(sql_list)

    connection.ops.execute_sql_flush = execute_sql_flush


def _held(tables: Sequence[str]) -> list[str]:
    """The tables that hold rows, apart from those that always do."""
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM {_quoted(table)})" for table in set(tables) - KEPT]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [table for (table,) in cursor.fetchall()]


def _number_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_quoted(table)}")
        return cursor.fetchone()[0]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
