"""Who enters what came of a session, and who issues and revokes certificates."""

from typing import Any

from portal.lifecycle.refusals import Allowed, Answer, Denied
from training.models import CourseSession, SessionInstructor
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


def can_issue_certificates(user: Any) -> Answer:
    """Whether the person issues, revokes and imports certificates."""
    return can_manage_training(user)
