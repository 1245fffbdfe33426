"""When an answer waits for the mentor, and how a change of it reads."""

import pytest

from issues.choices import HeldState
from issues.rules.holding import MOVES, RIGHT, because, compared
from portal.lifecycle.refusals import IllegalMove


@pytest.mark.parametrize(
    ("held", "category", "participant", "why"),
    [
        (set(), False, False, ""),
        (set(), True, False, "“CRR” is marked complex"),
        (set(), False, True, "The participant is marked high complexity"),
        (set(), True, True, "“CRR” is marked complex and the participant is marked high complexity"),
        ({RIGHT}, True, True, ""),
    ],
)
def test_only_what_is_complex_waits_and_only_below_the_level(held, category, participant, why):
    told = because(held, category="CRR", complex_category=category, complex_participant=participant)
    assert told == why


@pytest.mark.parametrize("state", [HeldState.RELEASED, HeldState.RETURNED, HeldState.WITHDRAWN])
def test_what_was_decided_stays_decided(state):
    MOVES.require(HeldState.HELD, state)
    for other in HeldState.values:
        with pytest.raises(IllegalMove):
            MOVES.require(state, other)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("The same words.", "The same words.", ["same"]),
        ("We pay on Monday.", "We pay on Tuesday.", ["same", "gone", "new"]),
        ("", "New.", ["new"]),
        ("Gone.", "", ["gone"]),
        ("One.\n\nTwo.", "One.\n\nTwo. Three.", ["same", "gone", "new"]),
    ],
)
def test_a_change_is_shown_word_by_word_and_loses_nothing(before, after, kinds):
    pieces = compared(before, after)
    assert [piece.kind for piece in pieces] == kinds
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
