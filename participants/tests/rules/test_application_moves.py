"""The full product of an application's states."""

from itertools import product

import pytest

from participants.choices import ApplicationState as S
from participants.rules.application_moves import DECIDED, MOVES, TO_DECIDE

ALLOWED = {(S.RECEIVED, S.ACCEPTED), (S.RECEIVED, S.DECLINED), (S.RECEIVED, S.WITHDRAWN), (S.RECEIVED, S.SPAM)}
ALLOWED |= {(S.DECLINED, S.RECEIVED), (S.WITHDRAWN, S.RECEIVED), (S.SPAM, S.RECEIVED)}


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_every_pair_of_states(before: S, after: S) -> None:
    assert MOVES.allows(before, after) == ((before, after) in ALLOWED)


def test_a_state_is_decided_or_not() -> None:
    assert set(TO_DECIDE) | set(DECIDED) == set(S)
    assert not set(TO_DECIDE) & set(DECIDED)
