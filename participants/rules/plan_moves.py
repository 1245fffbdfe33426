"""From which state of a plan's version which other may follow, and of its tasks."""

from typing import Final

from participants.choices import MeetingState, PlanState, TaskState
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

# Steps of a version that both sides read, also while it is a draft again; a policy of the database names the same.
TOLD_TO_BOTH: Final = ("sent", "signed", "confirmed", "returned", "taken back", "agreed", "amended", "superseded")

TASK_MOVES: Final = Moves(
    {
        TaskState.OPEN: {TaskState.DONE, TaskState.DROPPED},
        TaskState.DONE: {TaskState.OPEN},
        TaskState.DROPPED: {TaskState.OPEN},
    }
)

REVIEW_MOVES: Final = Moves(
    {
        MeetingState.PLANNED: {MeetingState.HELD, MeetingState.CANCELED},
        MeetingState.HELD: set(),
        MeetingState.CANCELED: set(),
    }
)
