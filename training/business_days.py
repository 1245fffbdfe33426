"""Which days of a session are no Business Days, and why; how much business time an offered seat is still kept."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from portal.calendars import loading
from portal.calendars.due_words import left_words
from portal.calendars.worktime import elapsed
from portal.lifecycle.refusals import Refused
from training.models import SessionDay
from training.rules.session_times import local_day

CALENDAR: Final = "ercot-business"


def closed_days(meetings: Iterable[SessionDay], zone: str) -> dict[date, str]:
    """Day -> "Saturday", "Thanksgiving Day"; nothing for Business Days, nor where no calendar is loaded."""
    return reasons(local_day(meeting.starts_at, zone) for meeting in meetings)


def reasons(days: Iterable[date]) -> dict[date, str]:
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return {}
    found = {day: calendar.closed_because(day) for day in days}
    return {day: reason for day, reason in found.items() if reason}


def kept_for(until: datetime | None, now: datetime) -> str:
    """The business hours left of an offer: "6 h 30 min"; nothing without one, or once it is over."""
    if until is None or until <= now:
        return ""
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return ""
    return left_words(elapsed(calendar, now, until))
