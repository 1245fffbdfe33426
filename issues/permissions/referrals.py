"""Who may ask departments, answer for one, and release what it says."""

from typing import Any, Final

from accounts.models import Department
from issues.models import Issue, Referral
from issues.permissions.issues import can_work_on_issue
from issues.querysets.referrals import answering
from participants.permissions.answers import STAFF_ONLY
from portal.lifecycle.refusals import Allowed, Answer, Denied

NO_SUCH_REFERRAL: Final = Denied("There is no such question among those you may see.")
NOT_YOURS: Final = "Only {department} may do this."


def can_view_referrals(user: Any) -> Answer:
    """Whether the person reads questions to departments at all: as a department, or with the issues."""
    if not user.is_staff:
        return STAFF_ONLY
    if user.can("issues.view") or answering(user):
        return Allowed()
    return Denied("Your role neither works on issues nor answers for a department.")


def can_refer(user: Any, issue: Issue) -> Answer:
    """Whether the person may ask departments about the issue: who moves it along."""
    return can_work_on_issue(user, issue)


def can_manage_referral(user: Any, referral: Referral) -> Answer:
    """Whether the person may ask again, release and withdraw."""
    return can_work_on_issue(user, referral.issue)


def can_answer_referral(user: Any, referral: Referral) -> Answer:
    """Whether the person may take, hand back and answer: who answers for the department that was asked."""
    return Allowed() if answers_for(user, referral.department) else _not_yours(referral.department)


def can_speak_on_referral(user: Any, referral: Referral) -> Answer:
    """Whether the person may write a message: both sides."""
    return can_answer_referral(user, referral) or can_manage_referral(user, referral)


def answers_for(user: Any, department: Department) -> bool:
    return user.is_staff and answering(user) == department.code


def _not_yours(department: Department) -> Denied:
    return Denied(NOT_YOURS.format(department=department.name))
