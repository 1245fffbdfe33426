"""A number on a home page and the rows it opens."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from portal.web.keyset import bounded_counts


class Tile(NamedTuple):
    """`rows` are those that the address shows; `value` says how many, once they are counted."""

    label: str
    rows: QuerySet | None
    url: str
    note: str = ""
    value: str = ""


def counted(user: User, tiles: Iterable[Tile]) -> list[Tile]:
    """All of them counted, in one statement."""
    drawn = {tile.label: tile for tile in tiles}
    found = bounded_counts({tile.label: tile.rows for tile in drawn.values()}, beside=User.objects.filter(pk=user.pk))
    return [tile._replace(value=found[tile.label]) for tile in drawn.values()]
