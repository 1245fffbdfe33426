"""What stands between a member of staff and the desk when a second factor is required."""

from enum import Enum


class Step(Enum):
    """What the person must do first."""

    NOTHING = "nothing"
    SET_UP = "set up a second factor"
    SIGN_IN_AGAIN = "sign in again, with the second factor"


def next_step(*, enrolled: bool, used: bool) -> Step:
    """`enrolled`: a factor is set up; `used`: this very session was signed in with one.

    A session from before the set-up proves no factor, so it has to be renewed.
    """
    if not enrolled:
        return Step.SET_UP
    return Step.NOTHING if used else Step.SIGN_IN_AGAIN
