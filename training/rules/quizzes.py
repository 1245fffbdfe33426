"""How a quiz is graded."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

FEWEST_CHOICES: Final = 2
MOST_CHOICES: Final = 8
MOST_QUESTIONS: Final = 30
# Nothing is asked for beyond what the market's own courses ask for.
PASS_PERCENT: Final = 70


class Grade(NamedTuple):
    right: int
    asked: int
    percent: int
    passed: bool


def grade(right: Mapping[str, Iterable[int]], answers: Mapping[str, Iterable[int]], pass_percent: int) -> Grade:
    """A question is right when exactly its right choices are ticked; percent are rounded down, so 69.9 is not 70.

    `right` and `answers` map a question's reference to places of choices; what was not asked is ignored.
    """
    asked = len(right)
    if not asked:
        raise ValueError("A quiz without questions cannot be graded.")
    hits = sum(set(places) == set(answers.get(ref, ())) for ref, places in right.items())
    percent = hits * 100 // asked
    return Grade(hits, asked, percent, percent >= pass_percent)
