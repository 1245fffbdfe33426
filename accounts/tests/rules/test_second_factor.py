import pytest

from accounts.rules.second_factor import Step, next_step


@pytest.mark.parametrize(
    ("enrolled", "used", "step"),
    [
        (False, False, Step.SET_UP),
        (False, True, Step.SET_UP),  # it was removed in this session
        (True, False, Step.SIGN_IN_AGAIN),
        (True, True, Step.NOTHING),
    ],
)
def test_every_session_without_a_factor_is_led_somewhere(enrolled: bool, used: bool, step: Step) -> None:
    assert next_step(enrolled=enrolled, used=used) is step
