"""From which state of an application which other may follow."""

from typing import Final

from participants.choices import ApplicationState
from portal.lifecycle.moves import Moves

S = ApplicationState

# What became a participant stays so. Any other end may have been a mistake: the application is then open again.
MOVES: Final = Moves(
    {
        S.RECEIVED: {S.ACCEPTED, S.DECLINED, S.WITHDRAWN, S.SPAM},
        S.ACCEPTED: set(),
        S.DECLINED: {S.RECEIVED},
        S.WITHDRAWN: {S.RECEIVED},
        S.SPAM: {S.RECEIVED},
    }
)

# Ordered, because constraints and indexes of the database are made of them.
TO_DECIDE: Final = (S.RECEIVED,)
DECIDED: Final = (S.ACCEPTED, S.DECLINED, S.WITHDRAWN, S.SPAM)
WITH_REASON: Final = (S.DECLINED, S.WITHDRAWN)
