"""The market's day: from an instant, or as told by the database for conditions that take no instant."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import DateField, Func

MARKET_ZONE: Final = ZoneInfo("America/Chicago")


class MarketToday(Func):
    """Today in the market's zone (Central Prevailing Time)."""

    template = "(statement_timestamp() AT TIME ZONE 'America/Chicago')::date"
    output_field = DateField()


def market_day(instant: datetime) -> date:
    """The market's calendar day at an instant, whatever zone the reader prefers."""
    return instant.astimezone(MARKET_ZONE).date()
