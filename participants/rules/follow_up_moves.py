"""From which state of a follow-up which other may follow."""

from typing import Final

from participants.choices import FollowUpState
from portal.lifecycle.moves import Moves

S = FollowUpState

# What is done or canceled stays so: whatever is left to do is a new follow-up with a date of its own.
MOVES: Final = Moves(
    {
        S.OPEN: {S.WAITING, S.DONE, S.CANCELED},
        S.WAITING: {S.OPEN, S.DONE, S.CANCELED},
        S.DONE: set(),
        S.CANCELED: set(),
    }
)

# Ordered, because constraints and indexes of the database are made of them.
STILL_OPEN: Final = (S.OPEN, S.WAITING)
ENDED: Final = (S.DONE, S.CANCELED)
CLOCK_RUNS_IN: Final = (S.OPEN,)
CLOCK_RESTS_IN: Final = (S.WAITING,)
