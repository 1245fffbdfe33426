"""Kinds of personal data that can be erased once they serve no purpose; each app registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet


@dataclass(frozen=True)
class Retained:
    """`due(before)` are the rows whose purpose ended before an instant and that still hold somebody's data;
    `erase(rows)` empties them and returns how many. `begins` says from when the days count.
    """

    code: str
    title: str
    erases: str
    begins: str
    due: Callable[[datetime], QuerySet]
    erase: Callable[[QuerySet], int]


_kinds: dict[str, Retained] = {}


def register(kind: Retained) -> None:
    _kinds[kind.code] = kind


def kinds() -> list[Retained]:
    return list(_kinds.values())


def kind(code: str) -> Retained | None:
    return _kinds.get(code)
