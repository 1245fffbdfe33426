"""Every pair of states of a training need is either a move or refused."""

from itertools import product

import pytest

from portal.lifecycle.refusals import IllegalMove
from training.choices import NeedState as S
from training.rules.need_moves import ACCEPTED, ENDED, MOVES, REVIEWED, SCHEDULABLE, STILL_OPEN, TAUGHT, WRITABLE

ALLOWED = {
    (S.SUGGESTED, S.OPEN),
    (S.SUGGESTED, S.DISMISSED),
    (S.OPEN, S.OUTLINE),
    (S.OPEN, S.DISMISSED),
    (S.OUTLINE, S.IN_REVIEW),
    (S.OUTLINE, S.DISMISSED),
    (S.IN_REVIEW, S.OUTLINE),
    (S.IN_REVIEW, S.APPROVED),
    (S.APPROVED, S.SCHEDULED),
    (S.APPROVED, S.DISMISSED),
    (S.SCHEDULED, S.HELD),
    (S.SCHEDULED, S.APPROVED),
    (S.HELD, S.SCHEDULED),
    (S.HELD, S.MEASURING),
    (S.MEASURING, S.CLOSED),
}


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_every_pair_of_states(before: str, after: str) -> None:
    if (before, after) in ALLOWED:
        MOVES.require(before, after)
    else:
        with pytest.raises(IllegalMove):
            MOVES.require(before, after)


def test_the_named_sets_fit_together() -> None:
    assert MOVES.states == frozenset(S)
    assert set(STILL_OPEN) | set(ENDED) == set(S)
    assert not set(STILL_OPEN) & set(ENDED)
    assert all(not MOVES.after(state) for state in ENDED)
    assert set(TAUGHT) < set(REVIEWED) < set(ACCEPTED)
    assert not set(WRITABLE) & set(REVIEWED)
    assert all(state in REVIEWED for state in SCHEDULABLE)
