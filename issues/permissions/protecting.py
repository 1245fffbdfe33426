"""Who says how what stands in an issue is protected, and who may read of it."""

from typing import Any

from issues.models import Issue
from issues.permissions.issues import can_work_on_issue
from participants.permissions.protection import can_disclose
from portal.lifecycle.refusals import Answer


def can_protect(user: Any, issue: Issue) -> Answer:
    """Whoever works on the issue, and whoever discloses and sees its participant."""
    return can_disclose(user, issue.participant) or can_work_on_issue(user, issue)
