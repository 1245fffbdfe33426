"""What stands in the way of a registration, in words that name items and sections. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An open mandatory item: what it is, where it says so, and how far it is."""

    code: str
    title: str
    sections: tuple[str, ...]
    state: str

    def in_words(self) -> str:
        where = f", section {', '.join(self.sections)}" if self.sections else ""
        return f"{self.code} ({self.title}{where}) is {self.state.lower()}"


def named(found: Sequence[Obstacle]) -> str:
    """The first obstacles in one sentence, and how many more there are."""
    words = "; ".join(one.in_words() for one in found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return f"{words}; and {more} more" if more > 0 else words
