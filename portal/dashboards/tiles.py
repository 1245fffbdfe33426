"""A number on a home page and the rows it opens."""

from typing import NamedTuple


class Tile(NamedTuple):
    label: str
    value: str
    url: str
    note: str = ""
