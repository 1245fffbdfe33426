"""What stands in the way of a move, in one sentence that names items and sections. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An item of a checklist that is not settled; `state` in words, as in "is still in review".

    `submitted`: the participant's part is done, and the item waits for its reviewers.
    """

    code: str
    title: str
    state: str
    sections: tuple[str, ...] = ()
    submitted: bool = False

    def in_words(self, role_section: str = "") -> str:
        """COM-07 (Standard Form ...) is still in review, section 16.1; without an own section, that of the role."""
        named = self.sections or ((role_section,) if role_section else ())
        word = "sections" if len(named) > 1 else "section"
        place = f", {word} {', '.join(named)}" if named else ""
        return f"{self.code} ({self.title}) {self.state}{place}"


def in_the_way(obstacles: Sequence[Obstacle], *, role_section: str = "") -> str:
    """The first few, and how many more there are."""
    told = [one.in_words(role_section) for one in obstacles[:SHOWN]]
    if (more := len(obstacles) - SHOWN) > 0:
        told.append(f"and {more} more")
    return "; ".join(told) + "."
