"""From which state of a checklist's item which other may follow, and the sets of states that have names."""

from typing import Final

from participants.choices import ItemState
from portal.lifecycle.moves import Moves

S = ItemState

MOVES: Final = Moves(
    {
        S.NOT_STARTED: {S.WAITING, S.SUBMITTED, S.ACCEPTED, S.WAIVED, S.NOT_APPLICABLE},
        S.WAITING: {S.SUBMITTED, S.ACCEPTED, S.WAIVED, S.NOT_APPLICABLE},
        S.SUBMITTED: {S.IN_REVIEW, S.RETURNED, S.ACCEPTED, S.WAITING, S.WAIVED, S.NOT_APPLICABLE},
        S.IN_REVIEW: {S.RETURNED, S.ACCEPTED, S.WAIVED, S.NOT_APPLICABLE},
        S.RETURNED: {S.SUBMITTED, S.ACCEPTED, S.WAIVED, S.NOT_APPLICABLE},
        S.ACCEPTED: {S.AT_RISK, S.WAITING},
        S.AT_RISK: {S.SUBMITTED, S.ACCEPTED, S.WAIVED, S.NOT_APPLICABLE},
        S.WAIVED: {S.WAITING},
        S.NOT_APPLICABLE: {S.WAITING},
    }
)

# Nothing more is needed of these; what waits for them may go on.
SETTLED: Final = (S.ACCEPTED, S.WAIVED, S.NOT_APPLICABLE)
OPEN: Final = tuple(state for state in S if state not in SETTLED)
# With the reviewing department.
REVIEWABLE: Final = (S.SUBMITTED, S.IN_REVIEW)
# It is the participant's turn.
WITH_PARTICIPANT: Final = (S.NOT_STARTED, S.WAITING, S.RETURNED, S.AT_RISK)
