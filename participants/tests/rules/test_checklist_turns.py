"""Whose turn it is with an item."""

import pytest

from participants.choices import ItemState
from participants.rules.checklist_turns import Turn, turn_of


@pytest.mark.parametrize("state", ItemState.values)
def test_every_state_has_a_turn_that_fits_it(state: str) -> None:
    turn = turn_of(state, [], set())
    settled = state in ("accepted", "waived", "not_applicable")
    assert (turn == Turn.NOBODY) == settled
    assert (turn == Turn.DEPARTMENT) == (state in ("submitted", "in_review"))


@pytest.mark.parametrize("state", ["not_started", "waiting", "submitted", "in_review", "returned", "at_risk"])
def test_what_waits_for_an_open_item_is_nobodys_turn_yet(state: str) -> None:
    assert turn_of(state, ["COM-02", "COM-03"], {"COM-03"}) == Turn.BLOCKED
    assert turn_of(state, ["COM-02"], {"COM-03"}) != Turn.BLOCKED


def test_what_is_settled_stays_so_whatever_is_open() -> None:
    assert turn_of("waived", ["COM-02"], {"COM-02"}) == Turn.NOBODY
