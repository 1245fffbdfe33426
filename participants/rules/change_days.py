"""From which day a change may take effect, and why not earlier. Pure: calendar and instants are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from participants.rules.fiscal_years import add_months
from participants.rules.follow_up_days import ONE_DAY, why
from portal.calendars.days import advance_days
from portal.calendars.week import WorkCalendar
from portal.lifecycle.refusals import Refused
from portal.scoping.today import MARKET_ZONE, market_day
from portal.web.words import short_day

ON_APPROVAL = "No notice is asked for: it takes effect once it is approved, not before the day it names."


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first possible day and, in words, why it is that one."""

    day: date
    because: str


def lead_in_words(lead: Mapping[str, Any]) -> str:
    """ "45 calendar days", "30 Business Days", "6 months"."""
    amount, unit = lead["amount"], lead["unit"]
    plural = "" if amount == 1 else "s"
    if unit == "month":
        return f"{amount} month{plural}"
    return f"{amount} {'calendar day' if lead['calendar'] == 'always' else 'Business Day'}{plural}"


def earliest(notice: datetime, lead: Mapping[str, Any], calendar: WorkCalendar | None) -> Earliest:
    """`lead` empty: from the day of notice on. Otherwise so many days (by `calendar`) or months after it."""
    first = market_day(notice)
    if not lead:
        return Earliest(first, ON_APPROVAL)
    told = f"{lead_in_words(lead)} of notice from {short_day(first)}"
    if lead["unit"] == "month":
        return Earliest(add_months(first, lead["amount"]), f"{told}.")
    day = market_day(advance_days(calendar, notice, lead["amount"]))
    skipped = why(calendar, first + ONE_DAY, day, weekends=False) if lead["calendar"] != "always" else ""
    return Earliest(day, f"{told}{f'; {skipped}' if skipped else ''}.")


def planned(found: Earliest, wanted: date | None) -> Earliest:
    """The day wished for where the notice is long enough; else the earliest."""
    if wanted is None or wanted <= found.day:
        return found
    return Earliest(wanted, f"The day you asked for; the earliest was {short_day(found.day)}: {found.because}")


def require_reachable(found: Earliest, wanted: date | None) -> None:
    if wanted is not None and wanted < found.day:
        raise Refused(f"The earliest day is {short_day(found.day)}: {found.because}")


def instant_of(day: date, now: datetime) -> datetime:
    """The effective instant: 00:00 Central of the day, or now where that has passed."""
    return max(datetime.combine(day, time.min, MARKET_ZONE), now)


def limit_day(since: date, days: int, calendar: WorkCalendar) -> date:
    """The last of so many days after `since`, counted by a calendar."""
    noon = datetime.combine(since, time(12), MARKET_ZONE)
    return market_day(advance_days(calendar, noon, days))
