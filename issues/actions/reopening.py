"""How long a closed issue may be reopened."""

from datetime import datetime
from typing import Final

from issues.choices import IssueState
from issues.models import Issue
from issues.rules import closing
from portal.calendars import loading
from portal.calendars.week import WorkCalendar
from portal.lifecycle.refusals import Refused

CALENDAR: Final = "ercot-business"


def working_calendar() -> WorkCalendar | None:
    """The calendar in which the days are counted; None where it is not there."""
    try:
        return loading.current(CALENDAR)[1]
    except Refused:
        return None


def require_in_time(issue: Issue, now: datetime) -> None:
    """Refused once a closed issue has been closed for too long: it is continued in a new one."""
    if why := too_late(issue, now):
        raise Refused(why, code="too_late")


def too_late(issue: Issue, now: datetime) -> str:
    """Why an issue is not reopened any more, in words; empty where it may be."""
    if issue.state != IssueState.CLOSED or issue.ended_at is None:
        return ""
    calendar = working_calendar()
    if calendar is None:
        return ""
    return closing.too_late(calendar, issue.state, issue.ended_at, now)
