"""When the steps of an ADR proceeding are due. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from issues.rules.dispute_terms import Term, counted
from portal.calendars.week import WorkCalendar

EXHAUSTED: Final = "ADR-0"
REQUEST: Final = "ADR-1"
FROM_REQUEST: Final = ("ADR-2", "ADR-3")
OUTCOME: Final = "ADR-6"
COMPLAINT: Final = "ADR-7"


def limits(
    terms: Mapping[str, Term],
    calendar: WorkCalendar,
    *,
    denied_on: date,
    requested_on: date | None = None,
    ended_on: date | None = None,
) -> dict[str, date]:
    """The last day of each step whose beginning is known; a step without a limit has none."""
    starts = {REQUEST: denied_on, **dict.fromkeys(FROM_REQUEST, requested_on), COMPLAINT: ended_on}
    found = {}
    for code, start in starts.items():
        term = terms.get(code)
        if term is not None and start is not None:
            found[code] = counted(calendar, start, term)[0]
    return found
