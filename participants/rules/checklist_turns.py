"""Whose turn it is with an item of a checklist: pure reasoning over its state and what it waits for."""

from collections.abc import Collection
from enum import StrEnum

from participants.rules.checklist_moves import REVIEWABLE, SETTLED


class Turn(StrEnum):
    """Who must act next; `BLOCKED` where other items come first, `NOBODY` where all is done."""

    PARTICIPANT = "participant"
    DEPARTMENT = "department"
    BLOCKED = "blocked"
    NOBODY = "nobody"


def turn_of(state: str, waits_for: Collection[str], still_open: Collection[str], *, by_operator: bool = False) -> Turn:
    """`still_open` are the codes of the checklist's open items; what is `by_operator` is its department's turn."""
    if state in SETTLED:
        return Turn.NOBODY
    if set(waits_for) & set(still_open):
        return Turn.BLOCKED
    return Turn.DEPARTMENT if state in REVIEWABLE or by_operator else Turn.PARTICIPANT
