"""Who enters what came of a session, and who issues and revokes certificates."""

from typing import Any

from participants.permissions import NOT_FOUND
from participants.permissions.answers import acts_for, holds
from portal.lifecycle.refusals import Allowed, Answer, Denied
from training.choices import EnrollmentState
from training.models import CourseSession, Enrollment, SessionInstructor
from training.permissions.sessions import can_manage_training

NOT_TEACHING = Denied("Only training coordinators, supervisors and whoever teaches this session may do this.")


def can_record_outcome(user: Any, session: CourseSession) -> Answer:
    """Whether the person marks attendance and enters test results: the training department, or who teaches it."""
    if not user.is_active or not user.is_staff:
        return NOT_TEACHING
    if can_manage_training(user):
        return Allowed()
    teaches = SessionInstructor.objects.filter(session=session, person=user.pk).exists()
    return Allowed() if teaches else NOT_TEACHING


def can_enter_results(user: Any) -> Answer:
    """Whether the person may ever enter results; of which sessions is asked with the session."""
    return holds(user, "training.view", "Only the operator's staff enters test results.")


def can_issue_certificates(user: Any) -> Answer:
    """Whether the person issues, revokes and imports certificates."""
    return can_manage_training(user)


def can_check_in(user: Any, enrollment: Enrollment) -> Answer:
    """Whether the person may be marked present by code: oneself, with a seat."""
    return _of_oneself(user, enrollment, "Only people with a seat check in.")


def can_evaluate(user: Any, enrollment: Enrollment) -> Answer:
    """Whether the person may say what the session was worth: whoever had a seat, for oneself."""
    return _of_oneself(user, enrollment, "Only people who had a seat evaluate the session.")


def _of_oneself(user: Any, enrollment: Enrollment, otherwise: str) -> Answer:
    if user.is_staff or not acts_for(user, enrollment.participant):
        return NOT_FOUND
    if enrollment.contact.user_id != user.pk:
        return Denied("Everybody does this for oneself.")
    return Allowed() if enrollment.state == EnrollmentState.SEATED else Denied(otherwise)
