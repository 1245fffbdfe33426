"""Who may escalate, plan and end it, and who keeps systemic issues."""

from typing import Any, Final

from issues.models import Escalation, Issue
from issues.permissions.issues import can_reply, can_work_on_issue
from issues.rules.escalating import NEED_SENIORITY
from participants.permissions.answers import holds
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_SENIOR: Final = Denied("Senior account managers and supervisors decide on this level.")


def can_escalate(user: Any, issue: Issue) -> Answer:
    return can_work_on_issue(user, issue)


def can_escalate_to(user: Any, issue: Issue, level: str) -> Answer:
    """Whether the person may take it to this level: the upper ones need seniority."""
    answer = can_escalate(user, issue)
    if not answer or level not in NEED_SENIORITY:
        return answer
    return Allowed() if user.can("issues.escalate_high") else NOT_SENIOR


def can_ask_escalation(user: Any, issue: Issue) -> Answer:
    """Whether a participant's user may ask for it: who may reply."""
    return can_reply(user, issue)


def can_manage_escalation(user: Any, escalation: Escalation) -> Answer:
    """Whether the person may write its plan and end it: as for raising it."""
    return can_escalate_to(user, escalation.issue, escalation.level)


def can_keep_systemic(user: Any) -> Answer:
    """Whether the person may open systemic issues, join others and write to all: they reach over participants."""
    return holds(user, "issues.oversee", "Only supervisors keep systemic issues.")
