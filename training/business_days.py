"""Which days of a session are no Business Days, and why."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from portal.calendars import loading
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
