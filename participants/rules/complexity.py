"""Whose level suffices for how demanding a participant."""

from collections.abc import Collection
from typing import Final

from participants.choices import Degree

# Which right lets one look after a participant of that complexity; a low one needs none.
RIGHT_FOR: Final = {Degree.MEDIUM: "participants.hold_medium", Degree.HIGH: "participants.hold_high"}
BELOW: Final = "{names} {is_are} marked {degree}, above the level of {person} ({position}). Say why it is accepted."
ABOVE: Final = "The participant is marked above the level of {person}: assign it on its page, with a reason."


def suffices(held: Collection[str], degree: str) -> bool:
    """Whether somebody with these rights looks after such a participant without anybody accepting it."""
    needed = RIGHT_FOR.get(degree)
    return needed is None or needed in held
