"""When a session may be evaluated, and what of the answers is shown. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

OPEN_FOR: Final = timedelta(days=30)
# With fewer answers somebody who knows the class could tell whose they are.
LEAST: Final = 3
SCALE: Final = (1, 2, 3, 4, 5)
NOT_YET: Final = "The session is evaluated once it is over."
TOO_LATE: Final = "A session is evaluated within 30 days."


def refusal(ends_at: datetime, now: datetime) -> str:
    """Why it cannot be evaluated now, in words; "" where it can."""
    if now < ends_at:
        return NOT_YET
    return TOO_LATE if now > ends_at + OPEN_FOR else ""


@dataclass(frozen=True, slots=True)
class Spread:
    """The answers to one question: their average, and (mark, how many, percent of all) for each mark."""

    average: float
    bars: tuple[tuple[int, int, int], ...]


def spread(marks: Sequence[int]) -> Spread:
    counted = Counter(marks)
    bars = tuple((mark, counted[mark], round(100 * counted[mark] / len(marks))) for mark in SCALE)
    return Spread(round(sum(marks) / len(marks), 1), bars)
