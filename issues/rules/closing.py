"""What follows when an issue is resolved: when it closes by itself, how long it may be reopened. Pure.

The numbers are proposals of this product; no published rule says them.
"""

from datetime import datetime, timedelta
from typing import Final

from issues.choices import IssueState
from portal.calendars.days import advance_days
from portal.calendars.targets import Target, due_at
from portal.calendars.week import WorkCalendar

# Business Days in which the participant may object, until the close of business of the last one.
AUTO_CLOSE: Final = Target(5, "day", due_time="close")
# Business Days after the end in which a closed issue may be reopened; later it is continued in a new one.
REOPEN_DAYS: Final = 10
# A survey leaves so long after the resolution, unless the issue is reopened meanwhile.
SURVEY_AFTER: Final = timedelta(minutes=30)
SURVEY_OPEN: Final = timedelta(days=30)
TOO_LATE: Final = "Closed more than {days} Business Days ago: open a follow-up issue, which will be linked to it."


def closes_at(calendar: WorkCalendar, resolved_at: datetime) -> datetime | None:
    """When a resolved issue closes by itself."""
    return due_at(calendar, resolved_at, AUTO_CLOSE)


def reopen_until(calendar: WorkCalendar, ended_at: datetime) -> datetime:
    """The last instant at which a closed issue may be reopened."""
    return advance_days(calendar, ended_at, REOPEN_DAYS)


def too_late(calendar: WorkCalendar, state: str, ended_at: datetime | None, now: datetime) -> str:
    """Why a closed issue is not reopened any more; empty where it may be. One not closed yet is never too late."""
    if state != IssueState.CLOSED or ended_at is None or now <= reopen_until(calendar, ended_at):
        return ""
    return TOO_LATE.format(days=REOPEN_DAYS)
