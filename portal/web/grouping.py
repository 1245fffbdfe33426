"""Many grouped counts in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BigIntegerField, Count, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

MOST_KEYS: Final = 4
Groups = dict[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows counted by the values of at most four `keys`; or another number of each group than how many."""

    name: str
    rows: QuerySet
    keys: tuple[Any, ...]
    number: Any = None


def grouped(parts: Iterable[Part]) -> dict[str, Groups]:
    """By the part's name: the numbers by the values of its keys, as text; one statement."""
    asked = {part.name: part for part in parts}
    found: dict[str, Groups] = {name: {} for name in asked}
    first, *others = (_counted(part) for part in asked.values())
    for name, *values, number in first.union(*others, all=True):
        found[name][tuple(values[: len(asked[name].keys)])] = number
    return found


def _counted(part: Part) -> QuerySet:
    """Each part has as many columns as the widest one may have, so that they stand below each other."""
    keys = [Coalesce(Cast(key, TextField()), Value("", TextField())) for key in part.keys]
    keys += [Value("", TextField())] * (MOST_KEYS - len(keys))
    named = {"part_name": Value(part.name, TextField())} | {f"part_key_{at}": key for at, key in enumerate(keys)}
    number = Cast(part.number if part.number is not None else Count("pk"), BigIntegerField())
    rows = part.rows.order_by().annotate(**named).values(*named)
    return rows.annotate(part_number=number).values_list(*named, "part_number")
