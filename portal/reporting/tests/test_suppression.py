"""What is told of a table never gives away what is not: an attacker solves it as a system of equations."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reporting.suppression import Counted, Limits, hidden, told

LIMITS = Limits(minimum=5, most_of_one=85)


def _grid(inner: list[list[list[int]]]) -> list[list[Counted]]:
    """With totals; each inner cell lists what each company brought (by its place), so that companies overlap."""

    def cell(*parts: list[int]) -> Counted:
        whole = [sum(brought) for brought in zip(*parts, strict=True)]
        return Counted(sum(whole), sum(one > 0 for one in whole), max(whole, default=0))

    rows = [[*map(cell, row), cell(*row)] for row in inner]
    columns = list(zip(*inner, strict=True))
    every = [one for row in inner for one in row]
    return [*rows, [*(cell(*column) for column in columns), cell(*every)]]


def _equations(shown: list[list[int | None]]) -> tuple[list[tuple[int, int]], list[list[Fraction]]]:
    """The unknown places, and one line for each total: coefficients and the right-hand side."""
    height, width = len(shown), len(shown[0])
    unknown = [(r, c) for r, c in product(range(height), range(width)) if shown[r][c] is None]
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    system = []
    for line in lines:
        row, right = [Fraction(0)] * len(unknown), Fraction(0)
        for place in line:
            sign = -1 if place == line[-1] else 1
            value = shown[place[0]][place[1]]
            if value is None:
                row[unknown.index(place)] += sign
            else:
                right -= sign * value
        system.append([*row, right])
    return unknown, system


def _reduced(system: list[list[Fraction]], columns: int) -> list[int]:
    """Gauss-Jordan in place; the column of each row's leading one."""
    leading: list[int] = []
    for column in range(columns):
        top = len(leading)
        pivot = next((number for number in range(top, len(system)) if system[number][column]), None)
        if pivot is None:
            continue
        system[top], system[pivot] = system[pivot], system[top]
        system[top] = [one / system[top][column] for one in system[top]]
        for number, row in enumerate(system):
            if number != top and row[column]:
                factor = row[column]
                system[number] = [one - factor * two for one, two in zip(row, system[top], strict=True)]
        leading.append(column)
    return leading


def _bounds(shown: list[list[int | None]], most: int) -> dict[tuple[int, int], tuple[int, int]]:
    """The least and the most that each untold cell can be, by trying all values of the free unknowns up to `most`."""
    unknown, system = _equations(shown)
    leading = _reduced(system, len(unknown))
    free = [column for column in range(len(unknown)) if column not in leading]
    found: dict[tuple[int, int], list[int]] = {place: [] for place in unknown}
    for values in product(range(most + 1), repeat=len(free)):
        told_free = dict(zip(free, values, strict=True))
        solved = dict(told_free)
        for row, column in zip(system, leading, strict=False):
            solved[column] = row[-1] - sum(row[one] * value for one, value in told_free.items())
        if all(value >= 0 and Fraction(value).denominator == 1 for value in solved.values()):
            for place, value in zip(unknown, (solved[one] for one in range(len(unknown))), strict=True):
                found[place].append(int(value))
    return {place: (min(values), max(values)) for place, values in found.items()}


CELL = st.lists(st.sampled_from([0, 0, 0, 1, 2, 6]), min_size=8, max_size=8)
TABLE = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4)
)


@settings(max_examples=100, deadline=None)
@given(TABLE)
def test_no_untold_number_can_be_solved_for(inner: list[list[list[int]]]) -> None:
    grid = _grid(inner)
    shown = told(grid, LIMITS)
    for row, cells in zip(grid, shown, strict=True):
        for cell, value in zip(row, cells, strict=True):
            assert value is None or LIMITS.allows(cell)
    unknown, system = _equations(shown)
    leading = _reduced(system, len(unknown))
    for row, column in zip(system, leading, strict=False):
        assert any(row[other] for other in range(len(unknown)) if other != column), (unknown[column], shown)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=2, max_size=2))
def test_what_stays_possible_is_at_least_as_wide_as_the_minimum(inner: list[list[list[int]]]) -> None:
    grid = _grid(inner)
    shown = told(grid, LIMITS)
    total = grid[-1][-1].value
    unknown = _equations(shown)[0]
    if shown[-1][-1] is None or len(unknown) > 6 or total > 60:
        return
    for low, high in _bounds(shown, total).values():
        assert high - low >= LIMITS.minimum


def test_small_tables_by_hand() -> None:
    many, few, none = [1] * 8, [1, 1, 0, 0, 0, 0, 0, 0], [0] * 8
    safe = _grid([[many, many], [many, many]])
    assert hidden(safe, LIMITS) == frozenset()
    one_small = told(_grid([[few, many, many], [many, many, many], [none, none, many]]), LIMITS)
    assert sum(cell is None for row in one_small for cell in row) == 4
    assert one_small[0][0] is None
    assert all(row[-1] is not None for row in one_small)
    assert all(cell is None for row in told(_grid([[few]]), LIMITS) for cell in row)
    ruled = _grid([[[50, 1, 1, 1, 1, 0, 0, 0], many], [many, many]])
    assert told(ruled, LIMITS)[0][0] is None


@pytest.mark.parametrize("minimum", [3, 10])
def test_a_stricter_minimum_never_tells_more_small_numbers(minimum: int) -> None:
    inner = [[[1] * 4 + [0] * 4, [1] * 8], [[1] * 8, [1] * 8]]
    limits = Limits(minimum)
    assert (told(_grid(inner), limits)[0][0] is None) == (minimum > 4)
