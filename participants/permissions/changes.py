"""Who may ask for a change, sign it, review it. The staff never sign for a participant."""

from typing import Any

from accounts.choices import Role
from participants.choices import AccessArea, ChangeChannel, MembershipKind
from participants.models import Acknowledgment, Change, Participant
from participants.permissions.answers import JOINED, NOT_FOUND, STAFF_ONLY, acts_for
from participants.permissions.participants import can_edit, can_view
from participants.rules.changes import GUIDES
from portal.lifecycle.refusals import Allowed, Answer, Denied

NARROWED = Denied("Your membership covers certain registrations only; changes concern the whole company.")
NOT_YOUR_AREA = Denied("Your membership is limited to other areas of your company's business than registration.")
NEVER_STAFF = Denied("The staff cannot sign for a participant: its own people sign in the portal.")


def can_ask_for_changes(user: Any, participant: Participant, *, assigned: bool | None = None) -> Answer:
    """Whether the person may prepare a change: whoever acts for the whole company, and staff who may edit it.

    `assigned`: as for `can_edit`.
    """
    if user.is_staff:
        return can_edit(user, participant, assigned=assigned)
    if not acts_for(user, participant):
        return NOT_FOUND
    if user.acting_for.applying:
        return NOT_FOUND
    if not user.acting_for.covers(AccessArea.ACCESS):
        return NOT_YOUR_AREA
    return NARROWED if user.acting_for.narrowed else Allowed()


def can_prepare_change(user: Any, change: Change) -> Answer:
    """Whether the person may write on a draft and submit it: who began it, and the company's administrators.

    Staff do so only for what they recorded themselves.
    """
    answer = can_ask_for_changes(user, change.participant)
    if not answer:
        return answer
    if user.is_staff:
        own = change.inner or change.channel != ChangeChannel.PORTAL
        return Allowed() if own else Denied("The participant's own people write this change.")
    if user.pk == change.requested_by_id or user.acting_for.kind == MembershipKind.ADMIN:
        return Allowed()
    return Denied("Only who began the change, or an organization administrator, may write on it.")


def can_sign_change(user: Any, change: Change) -> Answer:
    """Whether the person may try at all; the action asks for the contact role held on the day."""
    if user.is_staff:
        return NEVER_STAFF
    return can_ask_for_changes(user, change.participant)


def can_withdraw_change(user: Any, change: Change) -> Answer:
    """Whoever may write on it or has signed it."""
    answer = can_prepare_change(user, change)
    if answer or user.is_staff or not acts_for(user, change.participant):
        return answer
    return Allowed() if change.signatures.filter(signer=user.pk).exists() else answer


def can_comment_on_change(user: Any, change: Change) -> Answer:
    """Both sides write to each other: the company's own people, its account manager, the reviewers."""
    if user.is_staff:
        answer = can_edit(user, change.participant)
        return answer or can_review_change(user, change)
    return can_ask_for_changes(user, change.participant)


def can_review_change(user: Any, change: Change) -> Answer:
    """Whether the person may decide: specialists of the procedure's departments, and supervisors."""
    if not user.is_staff:
        return STAFF_ONLY
    if change.participant.joined_into_id is not None:
        return JOINED
    if not user.is_active or not can_view(user, change.participant):
        return NOT_FOUND
    if user.can("participants.edit_all"):
        return Allowed()
    guide = GUIDES[change.procedure.code]
    department = user.department.code if user.role == Role.SPECIALIST and user.department_id else ""
    if department in guide.reviewers:
        return Allowed()
    return Denied(f"Only specialists of {' or '.join(guide.reviewers)} and supervisors decide about this change.")


def can_tick_steps(user: Any, change: Change) -> Answer:
    """Steps are ticked by who reviews, and by whoever is assigned to the participant."""
    answer = can_review_change(user, change)
    return answer or (can_edit(user, change.participant) if user.is_staff else answer)


def can_acknowledge(user: Any, acknowledgment: Acknowledgment) -> Answer:
    """Only the QSE's own people; the action asks for the contact role held on the day."""
    if user.is_staff:
        return NEVER_STAFF
    if user.acting_for is None or user.acting_for.participant_id != acknowledgment.representative_id:
        return NOT_FOUND
    if not user.acting_for.covers(AccessArea.ACCESS):
        return NOT_YOUR_AREA
    return NARROWED if user.acting_for.narrowed else Allowed()
