"""From which state of a change which other may follow."""

from typing import Final

from participants.choices import ChangeState
from portal.lifecycle.moves import Moves

S = ChangeState

# An approved change may still be withdrawn, or returned where it turned out not to be possible, until it takes effect.
MOVES: Final = Moves(
    {
        S.DRAFT: {S.SUBMITTED, S.WITHDRAWN},
        S.SUBMITTED: {S.IN_REVIEW, S.RETURNED, S.WITHDRAWN},
        S.IN_REVIEW: {S.APPROVED, S.RETURNED, S.DECLINED, S.WITHDRAWN},
        S.RETURNED: {S.SUBMITTED, S.WITHDRAWN},
        S.APPROVED: {S.IN_EFFECT, S.RETURNED, S.WITHDRAWN},
        S.IN_EFFECT: set(),
        S.DECLINED: set(),
        S.WITHDRAWN: set(),
    }
)

# Ordered, because constraints and indexes of the database are made of them.
EDITABLE: Final = (S.DRAFT, S.RETURNED)
STILL_OPEN: Final = (S.DRAFT, S.SUBMITTED, S.IN_REVIEW, S.RETURNED, S.APPROVED)
DATED: Final = (S.APPROVED, S.IN_EFFECT)
ENDED: Final = (S.IN_EFFECT, S.DECLINED, S.WITHDRAWN)
