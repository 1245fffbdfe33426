"""How far a campaign is, as the pieces of one bar. Pure: numbers in, coordinates out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

WIDTH: Final = 1000
# What the pieces are called, in the order in which they stand in the bar.
PIECES: Final = {"accepted": "Accepted", "submitted": "To review", "waiting": "Not filed", "late": "Overdue"}


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    label: str
    count: int
    x: int
    width: int

    @property
    def title(self) -> str:
        return f"{self.label}: {self.count:,}"


def pieces(figures: Any) -> list[Piece]:
    """The pieces of those that are to be met; nothing for none. The last one ends exactly at the end."""
    counts = {
        "accepted": figures.accepted,
        "submitted": figures.submitted,
        "waiting": figures.owed - figures.late,
        "late": figures.late,
    }
    total = sum(counts.values())
    found, so_far = [], 0
    for kind, count in counts.items():
        if count:
            x, end = (so_far * WIDTH // total, (so_far + count) * WIDTH // total)
            found.append(Piece(kind, PIECES[kind], count, x, end - x))
        so_far += count
    return found


def in_words(found: Iterable[Piece]) -> str:
    """What the bar shows, for who does not see it."""
    return ", ".join(f"{piece.count:,} {piece.label.lower()}" for piece in found) or "nothing is to be met"
