"""Who counts what the department did for the market in a month: an app above says how.

    market_count.register(count)

`count(month)` gives the labels of rows and columns, and for each pair what is counted with the companies behind it.
"""

from collections.abc import Callable
from typing import NamedTuple

from portal.reporting.periods import Period
from portal.reporting.suppression import Counted


class Crossed(NamedTuple):
    """A table with its totals as the last row and the last column."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    grid: tuple[tuple[Counted, ...], ...]


_count: list[Callable[[Period], Crossed]] = []


def register(count: Callable[[Period], Crossed]) -> None:
    _count[:] = [count]


def crossed(month: Period) -> Crossed:
    return _count[0](month)
