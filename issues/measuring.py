"""What a page costs the database: its statements, and whether one of them reads a large table from end to end."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Final

from django.db import connection

# What grows with the market's questions.
LARGE: Final = frozenset(
    {
        "issues_issue",
        "issues_comment",
        "issues_note",
        "issues_issuestep",
        "issues_issuewords",
        "issues_deskwords",
        "issues_externalreference",
        "issues_watcher",
        "calendars_clock",
        "audit_auditevent",
    }
)


@dataclass(slots=True)
class Heard:
    """The statements that ran, with what was put into them, and how long the database took for all of them."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    seconds: float = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements.append((sql, params))
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += perf_counter() - begun


@contextmanager
def listening() -> Iterator[Heard]:
    heard = Heard()
    with connection.execute_wrapper(heard):
        yield heard


def scans(statements: Sequence[tuple[str, Any]], *, large: Iterable[str] = LARGE) -> list[str]:
    """A line for each large table that one of the reads goes through from end to end."""
    tables = frozenset(large)
    found = []
    for sql, params in statements:
        if sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
            found += [
                f"{node['Relation Name']}: {sql[:200]}" for node in _nodes(_plan(sql, params)) if _scans(node, tables)
            ]
    return found


def _plan(sql: str, params: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        told = cursor.fetchone()[0]
    return (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _scans(node: dict[str, Any], tables: frozenset[str]) -> bool:
    return node["Node Type"] in ("Seq Scan", "Parallel Seq Scan") and node.get("Relation Name") in tables
