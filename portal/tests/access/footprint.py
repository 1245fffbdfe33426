"""What the database holds, in one statement: two equal footprints mean that nothing was written between them."""

from functools import cache

from django.apps import apps
from django.db import connection

# Written by merely being signed in or opening a file; named exceptions of "a GET writes no business row".
LEFT_OUT = {"django_session", "usersessions_usersession", "documents_opening"}


@cache
def _statement() -> str:
    """Every column of every row, but for when somebody last signed in or a token was last used."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - LEFT_OUT
    return " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(told, ',' ORDER BY told), ''))"
        f" FROM (SELECT (to_jsonb(row) - 'last_login' - 'last_used_at')::text AS told FROM {table} row) AS rows"
        for table in sorted(tables)
    )


def footprint() -> dict[str, str]:
    """A digest of each table's whole content."""
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        return dict(cursor.fetchall())


def written(before: dict[str, str]) -> list[str]:
    """The tables whose content is no longer what it was."""
    return [table for table, digest in footprint().items() if before[table] != digest]
