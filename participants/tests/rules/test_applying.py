"""What a company that applies is told, for every state."""

import pytest

from participants.choices import RegistrationStatus as S
from participants.rules.applying import EVER_IN_THE_MARKET, WHERE, Figures, next_step, progress
from participants.rules.registration_moves import BEFORE_QUALIFIED


def test_every_state_is_on_the_way_in_the_market_or_given_up() -> None:
    assert {*BEFORE_QUALIFIED, *EVER_IN_THE_MARKET, S.WITHDRAWN} == set(S)


@pytest.mark.parametrize("status", list(WHERE))
def test_every_standing_state_has_its_words(status: S) -> None:
    told = progress(status)
    assert 1 <= told.done <= told.steps
    assert told.words.endswith(".")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (None, "opens your checklist"),
        (Figures(9, 3, 2, 1), "Your turn: 2 items wait"),
        (Figures(9, 3, 1, 1), "Your turn: 1 item waits"),
        (Figures(9, 7, 0, 2), "2 items are being reviewed"),
        (Figures(9, 8, 0, 1), "1 item is being reviewed"),
        (Figures(9, 9, 0, 0), "Everything on your checklist is settled"),
    ],
)
def test_the_next_step_says_whose_turn_it_is(figures: Figures | None, words: str) -> None:
    assert words in next_step(S.PROSPECTIVE, figures)


def test_nothing_comes_after_qualification() -> None:
    assert next_step(S.QUALIFIED, None) == ""
