"""Who may do what with issues."""

from issues.permissions.issues import (
    NO_SUCH_ISSUE,
    NOT_YOUR_ANSWER,
    can_open_issue,
    can_raise,
    can_reply,
    can_view_issues,
    can_work_on_issue,
    can_write_issues,
    workable,
)
from issues.permissions.saved_replies import can_write_reply

__all__ = [
    "NOT_YOUR_ANSWER",
    "NO_SUCH_ISSUE",
    "can_open_issue",
    "can_raise",
    "can_reply",
    "can_view_issues",
    "can_work_on_issue",
    "can_write_issues",
    "can_write_reply",
    "workable",
]
