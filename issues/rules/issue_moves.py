"""From which state of an issue to which, and what the states mean."""

from typing import Final

from issues.choices import IssueState as S
from issues.choices import Turn
from portal.lifecycle.moves import Moves

MOVES: Final = Moves(
    {
        S.NEW: {S.OPEN, S.WAITING, S.RESOLVED, S.WITHDRAWN, S.MERGED},
        S.OPEN: {S.WAITING, S.RESOLVED, S.WITHDRAWN, S.MERGED},
        S.WAITING: {S.OPEN, S.RESOLVED, S.WITHDRAWN, S.MERGED},
        S.RESOLVED: {S.OPEN, S.CLOSED},
        S.CLOSED: {S.OPEN},
        S.WITHDRAWN: set(),
        S.MERGED: {S.NEW, S.OPEN, S.WAITING},
    }
)
# Somebody still has to act.
STILL_OPEN: Final = (S.NEW, S.OPEN, S.WAITING)
ENDED: Final = (S.CLOSED, S.WITHDRAWN, S.MERGED)
# Clocks of the operator's targets run in these, and stand still in WAITING.
CLOCK_RUNS_IN: Final = (S.NEW, S.OPEN)

TURN: Final[dict[str, Turn]] = {
    S.NEW: Turn.OPERATOR,
    S.OPEN: Turn.OPERATOR,
    S.WAITING: Turn.PARTICIPANT,
    S.RESOLVED: Turn.PARTICIPANT,
    S.CLOSED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
    S.MERGED: Turn.NOBODY,
}
