"""Who may see, schedule and publish reports."""

from typing import Any

from accounts.models import ReportSchedule, User
from portal.lifecycle.refusals import Allowed, Answer, Denied
from portal.reporting.registry import Report


def can_see_report(user: Any, report: Report) -> Answer:
    return Allowed() if user.is_staff and report.may(user) else Denied(f"This report is for: {report.who}.")


def can_ask_for_reports(user: Any) -> Answer:
    """Whether there is any report for the person; which one, the report says itself."""
    return Allowed() if user.is_staff else Denied("Reports are for the staff.")


def can_change_schedule(user: User, schedule: ReportSchedule) -> Answer:
    """Whoever made it; supervisors for everybody, so that a schedule never outlives its owner."""
    if schedule.owner_id == user.pk or user.can("staff.manage"):
        return Allowed()
    return Denied("Only whoever made this schedule, or a supervisor.")


def can_publish_figures(user: User) -> Answer:
    return Allowed() if user.can("staff.manage") else Denied("Only supervisors publish figures of the market.")


def can_change_rules(user: User) -> Answer:
    return Allowed() if user.can("catalog.edit") else Denied("Only supervisors change what reports keep to.")
