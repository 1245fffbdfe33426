"""Who may do what with issues."""

from issues.permissions.disputes import (
    can_dispute,
    can_edit_dispute_rules,
    can_import_settlements,
    can_work_on_dispute,
)
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
    "can_dispute",
    "can_edit_dispute_rules",
    "can_import_settlements",
    "can_open_issue",
    "can_raise",
    "can_reply",
    "can_view_issues",
    "can_work_on_dispute",
    "can_work_on_issue",
    "can_write_issues",
    "can_write_reply",
    "workable",
]
