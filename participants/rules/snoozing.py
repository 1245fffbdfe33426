"""Until which day a line of the worklist may rest. Pure."""

from datetime import date, timedelta
from typing import Final

from portal.lifecycle.refusals import Refused

# A proposal of this product: what may rest longer has no day, or the wrong one.
LONGEST: Final = timedelta(days=90)
TOO_SOON: Final = "It would be back at once: choose a day after today."
TOO_LATE: Final = f"A line rests for {LONGEST.days} days at most. Give it another day where it is kept."


def require_day(until_on: date, today: date) -> None:
    """Raise `Refused` unless the day is after today and within reach."""
    if until_on <= today:
        raise Refused(TOO_SOON)
    if until_on > today + LONGEST:
        raise Refused(TOO_LATE)
