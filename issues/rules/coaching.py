"""Which answers are looked at afterwards, and what becomes of such a review. Pure.

The draw is the same whenever it is made: answers are ordered by a digest of the seed, the week and their reference.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from issues.choices.coaching import AnswerReviewState
from portal.lifecycle.moves import Moves

S = AnswerReviewState
MOVES: Final = Moves(
    {
        S.DRAWN: {S.REVIEWED, S.SKIPPED},
        S.REVIEWED: {S.DISCUSSED, S.CLOSED},
        S.DISCUSSED: set(),
        S.CLOSED: set(),
        S.SKIPPED: set(),
    }
)
# What the author reads of a review: nothing before it is made, nothing of one that was skipped.
TOLD: Final = frozenset({S.REVIEWED, S.DISCUSSED, S.CLOSED})
WEEKS_BACK: Final = 4
WEEK: Final = timedelta(days=7)


def how_many(pool: int, *, share: int, least: int, most: int) -> int:
    """So many of `pool` answers: the share rounded up, at least and at most so many, never more than there are."""
    wanted = -(-pool * share // 100)
    return min(pool, most, max(least, wanted))


def in_order_of_draw(refs: Iterable[str], *, seed: str, week: date) -> list[str]:
    """All references; the first ones are drawn."""
    return sorted(refs, key=lambda ref: (sha256(f"{seed}|{week:%Y-%m-%d}|{ref}".encode()).hexdigest(), ref))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_over(today: date, since: date, drawn: Collection[date] = ()) -> list[date]:
    """The Mondays of the latest weeks that are over, the oldest first: not those that ended before `since`, nor those
    that were drawn from."""
    this = monday_of(today)
    weeks = (this - WEEK * back for back in range(WEEKS_BACK, 0, -1))
    return [monday for monday in weeks if monday + WEEK > since and monday not in drawn]
