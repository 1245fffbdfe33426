"""From which state of a question to a department to which, and who holds the time in each."""

from typing import Final

from issues.choices import ReferralState as S
from portal.lifecycle.moves import Moves

MOVES: Final = Moves(
    {
        S.ASKED: {S.IN_WORK, S.HANDED_BACK, S.ANSWERED, S.WITHDRAWN},
        S.IN_WORK: {S.HANDED_BACK, S.ANSWERED, S.WITHDRAWN},
        S.HANDED_BACK: {S.ASKED, S.WITHDRAWN},
        S.ANSWERED: {S.ASKED, S.RELEASED, S.WITHDRAWN},
        S.RELEASED: {S.ANSWERED},  # the answer to the participant was taken back before it left
        S.WITHDRAWN: set(),
    }
)
# The issue waits for a department, or the department for the account manager: one such question each.
STILL_OPEN: Final = (S.ASKED, S.IN_WORK, S.HANDED_BACK)
ENDED: Final = (S.RELEASED, S.WITHDRAWN)
# Ordered, because constraints and indexes of the database are made of them.
HELD_BY_DEPARTMENT: Final = (S.ASKED, S.IN_WORK)
HELD_BY_MANAGER: Final = (S.HANDED_BACK, S.ANSWERED)
CLOCK_RUNS_IN: Final = HELD_BY_DEPARTMENT
# Either side may write, and the account manager may still take it back.
UNSETTLED: Final = (*STILL_OPEN, S.ANSWERED)
