"""The timeline's places and folds, without rows."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import QuerySet

from issues.models import Issue
from issues.timeline import Cursor, Entry, Source, folded, place
from portal.scoping.prepared import PreparedFor

AT = datetime(2026, 11, 2, 15, 0, 0, 123456, tzinfo=UTC)


def source(kind: str) -> Source:
    def rows(user: Any, issue: Any) -> QuerySet:
        return Issue.objects.none()

    return Source(kind, kind, "", rows, 1, "at", kind == "s", (), PreparedFor(rows))


def entries(kinds: str) -> list[Entry]:
    """One entry a letter: "s" for a system entry, anything else for a said one."""
    sources = {kind: source(kind) for kind in "sc"}
    return [Entry(AT, sources[kind], number, "") for number, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("kinds", "lengths"),
    [
        ("", []),
        ("c", [1]),
        ("ss", [1, 1]),
        ("sss", [3]),
        ("csssc", [1, 3, 1]),
        ("scss", [1, 1, 1, 1]),
        ("ssscsss", [3, 1, 3]),
    ],
)
def test_three_system_entries_in_a_row_are_folded_and_nothing_is_lost(kinds: str, lengths: list[int]) -> None:
    runs = folded(entries(kinds))
    assert [len(run) for run in runs] == lengths
    assert [entry.row for run in runs for entry in run] == list(range(len(kinds)))


def test_a_place_is_read_back_to_the_microsecond() -> None:
    assert place(str(Cursor(AT, 3, 2))) == Cursor(AT, 3, 2)


@pytest.mark.parametrize(
    "text", ["", "x", "1-2", "1-2-3-4", "-1-2-3", "1-2-x", "١-1-1", "9" * 18 + "-0-1", "1.5-0-0", "1-2-3\x00"]
)
def test_what_cannot_be_a_place_is_none(text: str) -> None:
    assert place(text) is None
