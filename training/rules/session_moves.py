"""From which state of a session to which, and what the states mean for its enrollments."""

from typing import Final

from portal.lifecycle.moves import Moves
from training.choices import SessionState as S

MOVES: Final = Moves(
    {
        S.DRAFT: {S.PUBLISHED, S.CANCELED},
        S.PUBLISHED: {S.FINISHED, S.CANCELED},
        S.FINISHED: set(),
        S.CANCELED: set(),
    }
)
ANNOUNCED: Final = (S.PUBLISHED, S.FINISHED, S.CANCELED)
