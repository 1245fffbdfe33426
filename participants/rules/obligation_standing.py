"""How an obligation stands, in one word with its tone, and how far its day is away, in words. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from participants.choices import ObligationState
from participants.rules.obligation_moves import OWED

S = ObligationState

# So many days before the day it is told that it comes near; a proposal of this product.
NEAR: Final = 5
SETTLED_TONES: Final = {S.ACCEPTED: "good", S.EXCUSED: "neutral", S.CANCELED: "neutral", S.SUBMITTED: "info"}


@dataclass(frozen=True, slots=True)
class Standing:
    """`word` and its tone; `left` says how far the day is away while something is to be filed."""

    word: str
    tone: str
    left: str = ""

    @property
    def is_late(self) -> bool:
        return self.word == "Overdue"


def standing(row: Any, today: date) -> Standing:
    """Of an obligation by its state and days. What is only said to be filed elsewhere counts as not filed."""
    if row.state not in OWED:
        return Standing(S(row.state).label, SETTLED_TONES[row.state])
    left = days_left(row.due_on, today)
    if row.due_on < today:
        return Standing("Overdue", "bad", left)
    if row.state == S.RETURNED:
        return Standing("Returned", "warn", left)
    if row.opens_on is not None and row.opens_on > today:
        return Standing("Coming", "neutral", f"opens {in_days((row.opens_on - today).days)}")
    near = (row.due_on - today).days <= NEAR
    return Standing("Not filed", "warn" if near else "info", left)


def days_left(day: date, today: date) -> str:
    """For instance "12 days left", "due today", "3 days late"."""
    days = (day - today).days
    if days < 0:
        return f"{_days(-days)} late"
    return {0: "due today", 1: "due tomorrow"}.get(days, f"{_days(days)} left")


def in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {_days(days)}")


def _days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"
