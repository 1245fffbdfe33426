"""The life of an improvement item, and how far it came. Pure."""

from decimal import Decimal
from typing import Final

from issues.choices.improvements import ImprovementState
from portal.lifecycle.moves import Moves

S = ImprovementState
MOVES: Final = Moves(
    {
        S.PROPOSED: {S.ACCEPTED, S.DROPPED},
        S.ACCEPTED: {S.UNDER_WAY, S.DROPPED},
        S.UNDER_WAY: {S.MEASURING, S.DROPPED},
        S.MEASURING: {S.UNDER_WAY, S.CLOSED, S.DROPPED},
        S.CLOSED: set(),
        S.DROPPED: {S.PROPOSED},
    }
)
ENDED: Final = (S.CLOSED, S.DROPPED)
STILL_OPEN: Final = (S.PROPOSED, S.ACCEPTED, S.UNDER_WAY, S.MEASURING)
# What each move is called, by the state it leads to (and from where that makes a difference).
NAMES: Final[dict[tuple[str, str], str]] = {
    (S.PROPOSED, S.ACCEPTED): "Accept",
    (S.ACCEPTED, S.UNDER_WAY): "Begin",
    (S.UNDER_WAY, S.MEASURING): "Measure the effect",
    (S.MEASURING, S.UNDER_WAY): "Go on working",
    (S.MEASURING, S.CLOSED): "Close",
    (S.DROPPED, S.PROPOSED): "Propose again",
} | {(before, S.DROPPED): "Drop" for before in STILL_OPEN}


def reached(baseline: Decimal | None, target: Decimal | None, value: Decimal | None) -> bool | None:
    """Whether a value reached the target, from the side on which the baseline lies; None where something is missing."""
    if baseline is None or target is None or value is None:
        return None
    return value <= target if target < baseline else value >= target


def way_made(baseline: Decimal | None, target: Decimal | None, value: Decimal | None) -> int | None:
    """How much of the way from the baseline to the target was made, in percent; None where it cannot be said."""
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return round((value - baseline) / (target - baseline) * 100)
