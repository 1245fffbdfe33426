"""Who may do what with disputes, the settlement calendar and the rules."""

from typing import Any

from issues.models import Dispute, Issue
from issues.permissions.issues import can_reply, can_work_on_issue
from participants.permissions.answers import STAFF_ONLY, holds
from portal.lifecycle.refusals import Answer


def can_import_settlements(user: Any) -> Answer:
    """Whether the person may take the published calendar over: it holds for the whole market."""
    return holds(user, "issues.work", "Only account managers and supervisors import the settlement calendar.")


def can_edit_dispute_rules(user: Any) -> Answer:
    return holds(user, "catalog.edit", "Only supervisors may edit the catalogs.")


def can_dispute(user: Any, issue: Issue) -> Answer:
    """Whether the person may make a dispute of an inquiry, and speak for it: both sides, each by its own right."""
    return can_work_on_issue(user, issue) if user.is_staff else can_reply(user, issue)


def can_work_on_dispute(user: Any, dispute: Dispute) -> Answer:
    """Whether the person may record what the operator's dispute system says: the staff alone."""
    return can_work_on_issue(user, dispute.issue) if user.is_staff else STAFF_ONLY
