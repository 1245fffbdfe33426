"""From which state of an obligation which other may follow."""

from typing import Final

from participants.choices import ObligationState
from portal.lifecycle.moves import Moves

S = ObligationState

# What was accepted, excused or canceled stays so: a later period is an obligation of its own.
MOVES: Final = Moves(
    {
        S.OPEN: {S.SUBMITTED, S.EXCUSED, S.CANCELED},
        # Back to open when it is taken back.
        S.SUBMITTED: {S.OPEN, S.ACCEPTED, S.RETURNED, S.CANCELED},
        S.RETURNED: {S.SUBMITTED, S.EXCUSED, S.CANCELED},
        S.ACCEPTED: set(),
        S.EXCUSED: set(),
        S.CANCELED: set(),
    }
)

# Ordered, because constraints and indexes of the database are made of them.
OWED: Final = (S.OPEN, S.RETURNED)
UNSETTLED: Final = (S.OPEN, S.SUBMITTED, S.RETURNED)
SETTLED: Final = (S.ACCEPTED, S.EXCUSED, S.CANCELED)
CLOCK_RUNS_IN: Final = OWED
