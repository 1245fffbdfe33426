"""How long a certificate counts, and what it is on a day. Pure."""

from datetime import date
from enum import StrEnum
from typing import Final

from participants.rules.fiscal_years import add_months

REMIND_DAYS: Final = (60, 30)


class Standing(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


def last_day(completed_on: date, months: int | None) -> date | None:
    """The last day on which it counts: the same day so many months later, the last one of a shorter month.

    None without a number of months: it counts for ever.
    """
    return add_months(completed_on, months) if months else None


def standing(*, expires_on: date | None, revoked: bool, today: date) -> Standing:
    """A revoked one is revoked whatever its days say."""
    if revoked:
        return Standing.REVOKED
    return Standing.EXPIRED if expires_on is not None and expires_on < today else Standing.VALID


def reminder_due(expires_on: date | None, reminded: int | None, today: date) -> int | None:
    """The reminder to send today, named by its days before the end (60 or 30); None where none is due.

    Who slept through the first hears only the second; nobody is reminded of what has expired.
    """
    if expires_on is None or expires_on < today:
        return None
    left = (expires_on - today).days
    due = [days for days in REMIND_DAYS if left <= days]
    nearest = min(due, default=None)
    return nearest if nearest is not None and (reminded is None or reminded > nearest) else None
