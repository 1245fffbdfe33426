"""From which state of a training need which other may follow, and the sets of states that have names."""

from typing import Final

from portal.lifecycle.moves import Moves
from training.choices import NeedState as S

# What was dismissed or closed stays so: the same cases make a new need, once the dismissal has run out.
MOVES: Final = Moves(
    {
        S.SUGGESTED: {S.OPEN, S.DISMISSED},
        S.OPEN: {S.OUTLINE, S.DISMISSED},
        S.OUTLINE: {S.IN_REVIEW, S.DISMISSED},
        S.IN_REVIEW: {S.OUTLINE, S.APPROVED},
        S.APPROVED: {S.SCHEDULED, S.DISMISSED},
        S.SCHEDULED: {S.HELD, S.APPROVED},
        S.HELD: {S.SCHEDULED, S.MEASURING},
        S.MEASURING: {S.CLOSED},
        S.CLOSED: set(),
        S.DISMISSED: set(),
    }
)

# Ordered, because constraints and indexes of the database are made of them.
ENDED: Final = (S.CLOSED, S.DISMISSED)
STILL_OPEN: Final = tuple(state for state in S if state not in ENDED)
ACCEPTED: Final = tuple(state for state in S if state not in (S.SUGGESTED, S.DISMISSED))
# An outline is written in these; afterwards it is the one that was reviewed.
WRITABLE: Final = (S.OPEN, S.OUTLINE)
REVIEWED: Final = (S.APPROVED, S.SCHEDULED, S.HELD, S.MEASURING, S.CLOSED)
# Further sessions may be added in these.
SCHEDULABLE: Final = (S.APPROVED, S.SCHEDULED, S.HELD)
# All sessions are over in these.
TAUGHT: Final = (S.HELD, S.MEASURING, S.CLOSED)
