"""What a change of a level's rights would do beyond itself: each app says whom of its rows it concerns.

    level_effects.register("participants above", held_above, order=20)

`find(people, before, after, now)` gets the active account managers, and what each level adds before and after; it
answers with a `Concern` or None.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Levels = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Concern:
    """A sentence on what would be so, the rows it is about as words and addresses, and how many there are in all."""

    title: str
    rows: Sequence[tuple[str, str]]
    count: int


Find = Callable[[Sequence[Any], Levels, Levels, datetime], Concern | None]

_finders: dict[str, tuple[int, Find]] = {}


def register(key: str, find: Find, *, order: int = 100) -> None:
    """Add what to look for; the same key again replaces it."""
    _finders[key] = (order, find)


def concerns(people: Sequence[Any], before: Levels, after: Levels, now: datetime) -> list[Concern]:
    """All that would be so, in order."""
    found = [find(people, before, after, now) for _, find in sorted(_finders.values(), key=lambda one: one[0])]
    return [one for one in found if one is not None]
