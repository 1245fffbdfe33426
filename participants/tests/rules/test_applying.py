"""What a company that applies is told, for every state."""

import pytest

from participants.choices import RegistrationStatus as S
from participants.rules.applying import EVER_IN_THE_MARKET, WHERE, next_step, progress
from participants.rules.pipeline import Standing, Turn
from participants.rules.registration_moves import BEFORE_QUALIFIED


def test_every_state_is_on_the_way_in_the_market_or_given_up() -> None:
    assert {*BEFORE_QUALIFIED, *EVER_IN_THE_MARKET, S.WITHDRAWN} == set(S)


@pytest.mark.parametrize("status", list(WHERE))
def test_every_standing_state_has_its_words(status: S) -> None:
    told = progress(status)
    assert 1 <= told.done <= told.steps
    assert told.words.endswith(".")


def standing(wanted: int, *turns: Turn) -> Standing:
    return Standing(wanted, 0, turns)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (standing(0, Turn("Account manager", what="to open the checklist")), "opens your checklist"),
        (standing(9, Turn("Participant", 2), Turn("REG", 1)), "Your turn: 2 items wait"),
        (standing(9, Turn("REG", 3), Turn("Participant", 1)), "Your turn: 1 item waits"),
        (standing(9, Turn("REG", 1), Turn("LEG", 1)), "2 items are being reviewed"),
        (standing(9, Turn("REG", 1)), "1 item is being reviewed"),
        (standing(9, Turn("Account manager", what="to take the next step")), "Everything on your checklist is settled"),
    ],
)
def test_the_next_step_says_whose_turn_it_is(told: Standing, words: str) -> None:
    assert words in next_step(S.PROSPECTIVE, told)


def test_nothing_comes_after_qualification() -> None:
    assert next_step(S.QUALIFIED, standing(0)) == ""
