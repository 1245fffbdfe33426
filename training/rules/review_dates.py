"""When an article is looked at again. Pure: the day is given."""

from datetime import date, timedelta
from typing import Final

from portal.lifecycle.refusals import Refused

FURTHEST: Final = timedelta(days=3 * 366)
PAST: Final = "Choose a review date from tomorrow on."
TOO_FAR: Final = "Choose a review date within three years."


def usual(today: date) -> date:
    """A year from today; from a leap day, the last of February."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return today.replace(year=today.year + 1, day=28)


def require_review_date(day: date, today: date) -> None:
    """Refuse a day on which nothing could be asked any more, and one by which everybody has forgotten."""
    if day <= today:
        raise Refused(PAST)
    if day - today > FURTHEST:
        raise Refused(TOO_FAR)
