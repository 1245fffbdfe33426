"""Whose certificate proves an item: asked of higher storeys, which register who knows."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from participants.models import ChecklistItem


class Bearer(NamedTuple):
    """A contact whose certificates prove an item, and the last day on which they do (None: for ever)."""

    holder_id: int
    expires_on: date | None


Find = Callable[[ChecklistItem, date], Bearer | None]
_finders: list[Find] = []


def register(find: Find) -> None:
    """Called when an app is ready."""
    if find not in _finders:
        _finders.append(find)


def bearer_of(item: ChecklistItem, day: date) -> Bearer | None:
    """The person, of those still there, whose certificates prove the item longest; None where nobody's do."""
    return next((found for find in _finders if (found := find(item, day)) is not None), None)
