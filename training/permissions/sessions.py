"""Who may plan sessions, enter people, and run the training of the department."""

from typing import Any, Final

from participants.models import Contact, Participant
from participants.permissions import NOT_FOUND, can_edit
from participants.permissions.answers import acts_for, holds
from portal.lifecycle.refusals import Allowed, Answer, Denied
from training.models import Enrollment
from training.querysets.enrollments import sees_colleagues

NOT_AN_ADMINISTRATOR: Final = Denied("Only an organization administrator may enroll other people of the company.")


def can_manage_training(user: Any) -> Answer:
    """Whether the person plans courses and sessions, approves enrollments and enters results."""
    return holds(user, "training.manage", "Only training coordinators and supervisors may do this.")


def can_enroll(user: Any, participant: Participant, contact: Contact | None) -> Answer:
    """Whether the person may enter this contact: oneself, own people as administrator, or assigned ones as staff.

    Of the staff it is asked before a contact is chosen as well.
    """
    if user.is_staff:
        if can_manage_training(user):
            return Allowed()
        answer = holds(user, "training.enroll", "Your role may not enroll people.")
        return can_edit(user, participant) if answer else answer
    if contact is None or not acts_for(user, participant) or contact.participant_id != participant.pk:
        return NOT_FOUND
    if contact.user_id == user.pk or sees_colleagues(user.acting_for):
        return Allowed()
    return NOT_AN_ADMINISTRATOR


def can_enroll_people(user: Any) -> Answer:
    """Whether the person of the staff may enter people at all; whose, is asked with the participant."""
    if can_manage_training(user):
        return Allowed()
    return holds(user, "training.enroll", "Your role may not enroll people.")


def can_enroll_colleagues(user: Any) -> Answer:
    """Whether a participant's user may enter other people of the company."""
    if user.is_active and user.acting_for is not None and sees_colleagues(user.acting_for):
        return Allowed()
    return NOT_AN_ADMINISTRATOR


def can_withdraw(user: Any, enrollment: Enrollment) -> Answer:
    """Whoever may enter a person may also take that person out again."""
    return can_enroll(user, enrollment.participant, enrollment.contact)
