"""Something critical happened: whoever is on duty hears of it at once, whatever the hour."""

from datetime import datetime
from typing import Any, Final

from issues.choices import Severity
from issues.models import Issue
from issues.reactions import What
from issues.target_audiences import DUTY, people_for
from portal.outbox import posting

KIND: Final = "issues.issue.critical"


def call_duty(what: What, issue: Issue, *, now: datetime, **told: Any) -> None:
    """Once for each time an issue is opened or reopened as critical, or becomes so."""
    if issue.severity != Severity.CRITICAL or not _is_news(what, told):
        return
    people = people_for(DUTY, [issue.ref], now)[issue.ref]
    posting.post(KIND, to=people, about=issue, dedupe=f"{issue.ref}:critical:{now.isoformat()}", now=now)


def _is_news(what: What, told: dict[str, Any]) -> bool:
    if what == What.CHANGED:
        return "severity" in told.get("changes", {})
    return what in (What.OPENED, What.REOPENED)
