"""Who may hand in, look at, excuse and extend what a participant owes."""

from typing import Any

from accounts.choices import Role
from participants.models import Obligation
from participants.permissions.answers import JOINED, NOT_FOUND, STAFF_ONLY, acts_for, holds
from participants.permissions.participants import can_edit, can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied

REVIEWING = frozenset({Role.SPECIALIST, Role.ACCOUNT_MANAGER})


def can_file(user: Any, obligation: Obligation) -> Answer:
    """Whether the person may hand in, take back and ask for more time.

    The participant's people for what their membership reaches; on its behalf the staff who may change it.
    """
    participant = obligation.participant
    if user.is_staff:
        return can_edit(user, participant)
    if not acts_for(user, participant) or not Obligation.objects.visible_to(user).filter(pk=obligation.pk).exists():
        return NOT_FOUND
    return Allowed()


def can_review_filing(user: Any, obligation: Obligation) -> Answer:
    """Whether the person may accept, return, and decide about more time: the type's departments, and supervisors.

    An account manager of such a department does so for the participants looked after.
    """
    if not user.is_staff:
        return STAFF_ONLY
    if obligation.participant.joined_into_id is not None:
        return JOINED
    if user.is_active and user.can("participants.edit_all"):
        return Allowed()
    department = user.department.code if user.department_id else ""
    if not user.is_active or user.role not in REVIEWING or department not in obligation.type.reviewers:
        names = ", ".join(obligation.type.reviewers)
        return Denied(f"Only the departments that look at this ({names}) and supervisors may decide.")
    if user.role == Role.ACCOUNT_MANAGER:
        return can_edit(user, obligation.participant)
    return can_view(user, obligation.participant)


def can_excuse(user: Any, obligation: Obligation) -> Answer:
    """Whether the person may excuse it or note something: whoever looks after the participant, and reviewers."""
    if not user.is_staff:
        return STAFF_ONLY
    return can_edit(user, obligation.participant) or can_review_filing(user, obligation)


def can_cancel(user: Any, obligation: Obligation) -> Answer:
    return can_edit(user, obligation.participant)


def can_start_campaigns(user: Any) -> Answer:
    return holds(user, "participants.edit_all", "Only supervisors may start a campaign before its time.")


def can_see_campaigns(user: Any) -> Answer:
    return holds(user, "participants.view", "Only the operator's staff may do this.")
