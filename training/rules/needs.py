"""The days of a training need, and what its effect is in words. Pure: numbers and instants are given."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from training.choices import SessionState
from training.rules.patterns import WINDOW

# For so long the same cases are not suggested again after somebody said no.
QUIET: Final = timedelta(days=90)


class Held(NamedTuple):
    """A session of a need, as far as the need asks."""

    state: str
    ends_at: datetime


def held_at(sessions: Iterable[Held], now: datetime) -> datetime | None:
    """When the last of the sessions was over; None while one is ahead, or none took place."""
    kept = [one for one in sessions if one.state != SessionState.CANCELED]
    ahead = any(one.state == SessionState.DRAFT or one.ends_at > now for one in kept)
    return None if ahead or not kept else max(one.ends_at for one in kept)


def all_canceled(sessions: Iterable[Held]) -> bool:
    """Nothing is left of what was scheduled."""
    return all(one.state == SessionState.CANCELED for one in sessions)


def measured_from(taught: datetime) -> tuple[datetime, datetime]:
    """The ninety days after the last session, in which the same cases are counted again."""
    return taught, taught + WINDOW


def effect(before: int | None, after: int | None) -> str:
    """The difference in words: "10 before, 4 after: 60 % fewer"."""
    if before is None or after is None:
        return ""
    told = f"{before} before, {after} after"
    if before == after:
        return f"{told}: no difference"
    if before == 0:
        return f"{told}: more than before"
    percent = round(abs(after - before) * 100 / before)
    return f"{told}: {percent} % {'fewer' if after < before else 'more'}"
