"""Whose turn it is when seats become free: by number, groups all at once, and nobody held up for ever."""

import random

import pytest

from training.rules.offering import MOST_PASSED, Unit, plan

ONE, TWO, FOUR, FIVE = Unit(1), Unit(2), Unit(4), Unit(5)
TRIO = Unit(3, size=3)


@pytest.mark.parametrize(
    ("line", "free", "seats", "given", "passed", "kept_for"),
    [
        ([ONE, TWO, FOUR], 2, 30, [1, 2], {}, None),
        ([ONE, TWO], 5, 30, [1, 2], {}, None),
        ([ONE, TWO], None, None, [1, 2], {}, None),
        ([TRIO, FOUR], 3, 30, [3], {}, None),
        ([TRIO, FOUR], None, None, [3, 4], {}, None),
        # Two seats for three people: those behind pass, and it is counted.
        ([TRIO, FOUR, FIVE], 2, 30, [4, 5], {3: 2}, None),
        ([ONE, TRIO, FOUR], 2, 30, [1, 4], {3: 1}, None),
        # Three seats went past already: the free ones are kept.
        ([Unit(3, 3, passed=3), FOUR], 1, 30, [], {}, 3),
        ([Unit(3, 3, passed=2), FOUR, FIVE], 2, 30, [4], {3: 1}, 3),
        ([Unit(3, 4), Unit(5, 2, passed=0), Unit(6, 2)], 3, 30, [5], {3: 2}, None),
        # Larger than the session itself: it holds up nobody.
        ([Unit(3, 9, passed=50), FOUR], 1, 8, [4], {3: 1}, None),
        ([], 3, 30, [], {}, None),
        ([ONE], 0, 30, [], {}, None),
    ],
)
def test_who_is_given_the_free_seats(
    line: list[Unit], free: int | None, seats: int | None, given: list[int], passed: dict[int, int],
    kept_for: int | None,
) -> None:  # fmt: skip
    found = plan(line, free=free, seats=seats)
    assert (found.given, found.passed, found.kept_for) == (given, passed, kept_for)


def test_close_to_the_start_nothing_is_kept() -> None:
    assert plan([Unit(3, 3, passed=3), FOUR], free=1, seats=30, keep=False).given == [4]


def test_whatever_the_line_no_seat_is_given_twice_and_no_group_is_passed_too_often() -> None:
    chance = random.Random(7)
    for _round in range(500):
        line = [Unit(key, chance.choice([1, 1, 1, 2, 3, 5]), chance.randrange(4)) for key in range(1, 9)]
        free = chance.randrange(9)
        found = plan(line, free=free, seats=30)
        sizes = {unit.key: unit.size for unit in line}
        assert sum(sizes[key] for key in found.given) <= free
        assert found.given == sorted(found.given)
        assert all(unit.passed + found.passed.get(unit.key, 0) <= MOST_PASSED for unit in line)
        singles = [unit.key for unit in line if unit.size == 1]
        given = [key for key in found.given if key in singles]
        assert given == singles[: len(given)]
