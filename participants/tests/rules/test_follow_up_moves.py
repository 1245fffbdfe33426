"""Every pair of states of a follow-up is either a move or refused."""

from itertools import product

import pytest

from participants.choices import FollowUpState as S
from participants.rules.follow_up_moves import CLOCK_RESTS_IN, CLOCK_RUNS_IN, ENDED, MOVES, STILL_OPEN
from portal.lifecycle.refusals import IllegalMove

ALLOWED = {
    (S.OPEN, S.WAITING),
    (S.OPEN, S.DONE),
    (S.OPEN, S.CANCELED),
    (S.WAITING, S.OPEN),
    (S.WAITING, S.DONE),
    (S.WAITING, S.CANCELED),
}


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_every_pair_of_states(before: str, after: str) -> None:
    if (before, after) in ALLOWED:
        MOVES.require(before, after)
    else:
        with pytest.raises(IllegalMove):
            MOVES.require(before, after)


def test_every_state_is_in_the_table() -> None:
    assert MOVES.states == frozenset(S)


def test_a_state_is_either_open_or_ended_and_the_clock_knows_what_to_do_in_open_ones() -> None:
    assert set(STILL_OPEN) | set(ENDED) == set(S)
    assert not set(STILL_OPEN) & set(ENDED)
    assert set(CLOCK_RUNS_IN) | set(CLOCK_RESTS_IN) == set(STILL_OPEN)
    assert all(not MOVES.after(state) for state in ENDED)
