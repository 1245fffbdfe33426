"""From which state of a plan's version which other may follow, and of its tasks."""

from typing import Final

from participants.choices import PlanState, TaskState
from portal.lifecycle.moves import Moves

S = PlanState

# What both sides signed is never written again: changes begin as a draft of the next version.
MOVES: Final = Moves(
    {
        S.DRAFT: {S.IN_REVIEW, S.DISCARDED},
        S.IN_REVIEW: {S.DRAFT, S.AGREED, S.DISCARDED},
        S.AGREED: {S.SUPERSEDED},
        S.SUPERSEDED: set(),
        S.DISCARDED: set(),
    }
)

# Ordered, because constraints and policies of the database are made of them.
WRITABLE: Final = (S.DRAFT,)
SHOWN: Final = (S.IN_REVIEW, S.AGREED, S.SUPERSEDED)

TASK_MOVES: Final = Moves(
    {
        TaskState.OPEN: {TaskState.DONE, TaskState.DROPPED},
        TaskState.DONE: {TaskState.OPEN},
        TaskState.DROPPED: {TaskState.OPEN},
    }
)
