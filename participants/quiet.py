"""From when on a relationship has gone quiet: nobody was in touch for thirty Business Days."""

from datetime import datetime, timedelta
from typing import Final

from portal.calendars import loading
from portal.calendars.days import advance_days
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web import cached

CALENDAR: Final = "ercot-business"
# A proposal of this product.
QUIET_DAYS: Final = 30
SIX_WEEKS: Final = timedelta(weeks=6)


def quiet_since(now: datetime) -> datetime:
    """The instant thirty Business Days ago, remembered for the day; without a calendar six weeks ago."""
    key = f"participants:quiet-since:{market_day(now)}"
    if (known := cached.read(key)) is not None:
        return known
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return now - SIX_WEEKS
    since = advance_days(calendar, now, -QUIET_DAYS) or now - SIX_WEEKS
    cached.write(key, since, 3600)
    return since
