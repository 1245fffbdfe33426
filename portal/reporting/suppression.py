"""What of a table of counts may be shown to others, so that nobody finds out about a single company.

A cell is not told (1) when fewer companies than the minimum stand behind it, or one company makes up more than the
given share of it; nor (2) when it could be subtracted from what is told beside it. The totals of rows and columns are
cells like all others, counted over their own companies.

Against subtraction each such cell is given a rectangle of four cells that are all not told. Along a rectangle a number
can wander from corner to corner without any total changing, so whoever knows all that is told, and that no count is
negative, still finds each corner possible over a range; a rectangle is only taken when that range is at least as wide
as the minimum. Hiding further cells never makes it narrower, so the order in which cells are looked at does not
matter. (This is the idea of the hypercube method of official statistics.) Where there is no such rectangle only the
grand total is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Place = tuple[int, int]
INFINITE: Final = 10**12


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands in a cell: the number, how many companies it comes from, and the most that one of them brought."""

    value: int = 0
    companies: int = 0
    largest: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """`minimum`: of companies; `most_of_one`: the share in percent that a single company may have."""

    minimum: int
    most_of_one: int = 100

    def allows(self, cell: Counted) -> bool:
        """Nothing happened, or enough companies stand behind it and none of them rules it."""
        if not cell.value:
            return True
        return cell.companies >= self.minimum and 100 * cell.largest <= self.most_of_one * cell.value


Grid = Sequence[Sequence[Counted]]


def hidden(grid: Grid, limits: Limits) -> frozenset[Place]:
    """The places that are not told; the last row and the last column of the grid are totals."""
    last_row, last_column = len(grid) - 1, len(grid[0]) - 1
    every = frozenset((row, column) for row in range(last_row + 1) for column in range(last_column + 1))
    if not limits.allows(grid[last_row][last_column]):
        return every
    kept = {place for place in every if not limits.allows(_at(grid, place))}
    for place in sorted(kept):
        if any(corners <= kept for corners in _safe(grid, place, limits)):
            continue
        best = min(_safe(grid, place, limits), key=lambda corners: _cost(grid, corners - kept), default=None)
        if best is None:
            return every - _all_the_same(last_row, last_column)
        kept |= best
    return frozenset(kept)


def told(grid: Grid, limits: Limits) -> list[list[int | None]]:
    """The values that may be shown; None for those that are not told."""
    away = hidden(grid, limits)
    return [
        [None if (row, column) in away else cell.value for column, cell in enumerate(cells)]
        for row, cells in enumerate(grid)
    ]


def _safe(grid: Grid, place: Place, limits: Limits) -> Iterator[frozenset[Place]]:
    """Rectangles with this corner along which the number can wander far enough."""
    row, column = place
    for other_row in range(len(grid)):
        for other_column in range(len(grid[0])):
            if (
                other_row != row
                and other_column != column
                and _range(grid, place, (other_row, other_column)) >= (limits.minimum)
            ):
                corners = ((row, column), (row, other_column), (other_row, column), (other_row, other_column))
                yield frozenset(corners)


def _range(grid: Grid, place: Place, opposite: Place) -> int:
    """How wide the range is that stays possible for the corners.

    Two cells of a row balance each other; a cell and its total move together.
    """
    (row, column), (other_row, other_column) = place, opposite
    across = 1 if _total(column, grid[0]) != _total(other_column, grid[0]) else -1
    along = 1 if _total(row, grid) != _total(other_row, grid) else -1
    moves = {
        place: 1,
        (row, other_column): across,
        (other_row, column): along,
        opposite: across * along,
    }
    down = min(_at(grid, one).value for one, sign in moves.items() if sign > 0)
    up = min((_at(grid, one).value for one, sign in moves.items() if sign < 0), default=INFINITE)
    return down + up


def _cost(grid: Grid, more: frozenset[Place]) -> tuple[int, int, int, list[Place]]:
    """Totals are hidden last, then as few cells and as small ones as possible."""
    totals = sum(_total(row, grid) or _total(column, grid[0]) for row, column in more)
    return totals, len(more), sum(_at(grid, one).value for one in more), sorted(more)


def _all_the_same(last_row: int, last_column: int) -> frozenset[Place]:
    """The grand total, and the total of a single row or column, which is the same number."""
    same = {(last_row, last_column)}
    if last_row == 1:
        same.add((0, last_column))
    if last_column == 1:
        same.add((last_row, 0))
    return frozenset(same)


def _total(place: int, line: Sequence[object]) -> bool:
    return place == len(line) - 1


def _at(grid: Grid, place: Place) -> Counted:
    return grid[place[0]][place[1]]
