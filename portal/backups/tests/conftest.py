"""A database of its own: a copy of the tests' tables without a row of theirs, made in the twinkling of an eye."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections


@pytest.fixture
def scratch(transactional_db: None) -> Iterator[str]:
    """The name of the database that `connection` leads to meanwhile, outside of any transaction."""
    own = connection.settings_dict["NAME"]
    name = f"{own}_scratch"
    _afresh(name, own)
    try:
        yield name
    finally:
        _lead_to(own)
        _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _afresh(name: str, template: str) -> None:
    """Nobody may be connected to a database while it is copied, not even a thread that served a browser."""
    connections.close_all()
    _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _ask("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", template)
    _ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _lead_to(name)


def _lead_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _ask(statement: str, *values: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, values or None)
