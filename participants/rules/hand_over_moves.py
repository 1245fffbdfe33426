"""How a hand-over goes on, and which dates a successor has to decide about. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from participants.choices import HandOverKind as K
from participants.choices import HandOverState as S
from portal.lifecycle.moves import Moves
from portal.scoping.today import market_day

MOVES: Final = Moves(
    {
        S.PREPARED: {S.RUNNING, S.CLOSED},
        S.RUNNING: {S.RETURNED, S.CLOSED},
        S.RETURNED: {S.CLOSED},
        S.CLOSED: set(),
    }
)
LIVE: Final = (S.PREPARED, S.RUNNING)
COMES_BACK: Final = (K.ABSENCE, K.TEMPORARY)
TAKE_BACK_WITHIN: Final = timedelta(hours=2)
REVIEW_DAYS: Final = 10  # Business Days within which a successor decides about every promised day


def begins(state: str, starts_on: date, today: date) -> bool:
    return state == S.PREPARED and starts_on <= today


def is_over(kind: str, state: str, ends_on: date | None, today: date) -> bool:
    """Whether everything comes back today: the day after the last one away, or any later day."""
    return kind in COMES_BACK and state == S.RUNNING and ends_on is not None and ends_on < today


def to_decide(due_on: date | None, horizon: date) -> bool:
    """Whether the successor decides about a day: it is overdue, or falls due by the horizon."""
    return due_on is not None and due_on <= horizon


def left_undecided(lines: Iterable[tuple[bool, str]]) -> int:
    """How many of (to be decided, what was decided) still wait for the successor's choice."""
    return sum(wanted and not choice for wanted, choice in lines)


def taken_back_until(kind: str, state: str, begun_at: datetime | None) -> datetime | None:
    """Until when work that was just moved for good can be taken back; None where it cannot at all.

    A day's work under another name is history: so it ends with the market's day as well (see `in_time`).
    """
    if kind != K.PERMANENT or state != S.RUNNING or begun_at is None:
        return None
    return begun_at + TAKE_BACK_WITHIN


def in_time(until: datetime | None, begun_at: datetime | None, now: datetime) -> bool:
    """Whether it is still the same market day and not too late."""
    return until is not None and begun_at is not None and now < until and market_day(begun_at) == market_day(now)
