import pytest

from accounts.rules.standing_in import stand_in_for


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        ({}, None),
        ({2: 3}, None),
        ({1: 2}, 2),
        ({1: 2, 2: 3}, 3),
        ({1: 2, 2: 3, 3: 4, 9: 1}, 4),
        ({1: 2, 2: 1}, None),
        ({1: 2, 2: 3, 3: 2}, None),
        ({1: 2, 2: 3, 3: 1}, None),
    ],
)
def test_the_first_in_the_chain_who_is_here_stands_in(away: dict[int, int], expected: int | None) -> None:
    assert stand_in_for(1, away) == expected
