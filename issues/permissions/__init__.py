"""Who may do what with issues."""

from issues.permissions.disputes import can_dispute, can_edit_dispute_rules, can_import_settlements, can_work_on_dispute
from issues.permissions.escalations import (
    can_ask_escalation,
    can_escalate,
    can_escalate_to,
    can_keep_systemic,
    can_manage_escalation,
)
from issues.permissions.guidance import (
    can_approve_wording,
    can_draft_answers,
    can_judge_guidance,
    can_record_guidance,
    can_settle_review,
)
from issues.permissions.improvements import (
    can_edit_improvement,
    can_note_improvement,
    can_propose_improvement,
    can_view_improvements,
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
from issues.permissions.protecting import can_protect
from issues.permissions.referrals import (
    NO_SUCH_REFERRAL,
    answers_for,
    can_answer_referral,
    can_manage_referral,
    can_refer,
    can_speak_on_referral,
    can_view_referrals,
)
from issues.permissions.saved_replies import can_write_reply

__all__ = [
    "can_view_improvements",
    "can_propose_improvement",
    "can_note_improvement",
    "can_edit_improvement",
    "can_settle_review",
    "can_record_guidance",
    "can_judge_guidance",
    "can_draft_answers",
    "can_approve_wording",
    "can_protect",
    "NOT_YOUR_ANSWER",
    "NO_SUCH_ISSUE",
    "NO_SUCH_REFERRAL",
    "answers_for",
    "can_answer_referral",
    "can_ask_escalation",
    "can_dispute",
    "can_edit_dispute_rules",
    "can_escalate",
    "can_escalate_to",
    "can_import_settlements",
    "can_keep_systemic",
    "can_manage_escalation",
    "can_manage_referral",
    "can_open_issue",
    "can_raise",
    "can_refer",
    "can_reply",
    "can_speak_on_referral",
    "can_view_issues",
    "can_view_referrals",
    "can_work_on_dispute",
    "can_work_on_issue",
    "can_write_issues",
    "can_write_reply",
    "workable",
]
