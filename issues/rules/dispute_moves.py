"""From which status of a dispute to which, in the operator's own words, and what the statuses mean."""

from typing import Final

from issues.choices import DisputeStatus as S
from portal.lifecycle.moves import Moves

# From Closed only a rejected resolution leads back: the investigation is opened again.
MOVES: Final = Moves(
    {
        S.NOT_STARTED: {S.OPEN, S.WITHDRAWN, S.REJECTED},
        S.OPEN: {S.CLOSED, S.WITHDRAWN, S.REJECTED},
        S.CLOSED: {S.OPEN},
        S.WITHDRAWN: set(),
        S.REJECTED: set(),
    }
)
# What an inquiry has one of at a time.
ACTIVE: Final = (S.NOT_STARTED, S.OPEN, S.CLOSED)
# Somebody still has to act.
IN_WORK: Final = (S.NOT_STARTED, S.OPEN)
# Known to the operator's dispute system, so that there is a number.
FILED: Final = (S.OPEN, S.CLOSED, S.REJECTED)
