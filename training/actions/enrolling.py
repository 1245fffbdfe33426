"""Enrolling one person, and deciding about who asked where enrollments are approved."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason
from participants.models import Contact, Participant
from participants.permissions import NOT_FOUND
from participants.permissions.answers import JOINED, acts_for
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from training import enrollment_news as news
from training import permissions
from training.actions.entering import enter, place
from training.actions.own_contact import own_contact
from training.actions.seats import lock_session, locked, move
from training.choices import EnrollmentState, SessionState
from training.models import CourseSession, Enrollment
from training.rules.enrolling import Session

WHO: Final = "Choose the person to enroll."
DECIDED: Final = "This enrollment does not wait for approval."
TOO_LATE: Final = "This session has begun or ended: nobody is approved any more."
APPROVED: Final = "Approved."


@transaction.atomic
def enroll(
    *,
    session: CourseSession,
    participant: Participant,
    by: User,
    now: datetime,
    contact: Contact | None = None,
    reason: str = "",
) -> Enrollment:
    """Enter a person; without `contact` the user oneself, who becomes a contact of the company where need be.

    The row comes back requested, seated or waiting. With a `reason` the staff may enter people after enrollment
    closed, and from companies whom the session is not meant for.
    """
    session = lock_session(session.pk)
    participant = lock_participant(participant.pk)
    if participant.joined_into_id is not None:
        JOINED.enforce()
    contact = contact or _oneself(participant, by=by, now=now)
    with wall.as_operator("write an enrollment of the participant acted for"):
        person = Contact.objects.of(participant).filter(pk=contact.pk).select_related("user").first()
        if person is None:
            NOT_FOUND.enforce()
        permissions.can_enroll(by, participant, person).enforce()
        [enrollment] = enter(session, participant, [person], by=by, now=now, reason=reason)
    return enrollment


def _oneself(participant: Participant, *, by: User, now: datetime) -> Contact:
    """The user's own contact in the company acted for."""
    if by.is_staff:
        raise Refused(WHO)
    if not acts_for(by, participant):
        NOT_FOUND.enforce()
    return own_contact(participant, user=by, now=now)


@transaction.atomic
def approve_enrollment(*, enrollment: Enrollment, by: User, now: datetime, reason: str = "") -> Enrollment:
    """Yes: a seat where one is free and nobody waits, else the next number of the line.

    Of a group that wants to sit together all who still wait for approval are approved at once.
    """
    enrollment = _requested(enrollment, by)
    session = enrollment.session
    if session.state != SessionState.PUBLISHED or now >= Session.of(session).begun_at:
        raise Refused(TOO_LATE)
    rows = [enrollment]
    if enrollment.group_id is not None and enrollment.group.together:
        others = Enrollment.objects.filter(group=enrollment.group_id, state=EnrollmentState.REQUESTED)
        rows += others.exclude(pk=enrollment.pk).select_related("contact__user", "entered_by").order_by("pk")
    for row in rows:
        row.session = session
    place(session, rows, by=by, now=now, reason=f"{APPROVED} {reason}".strip())
    return enrollment


@transaction.atomic
def decline_enrollment(*, enrollment: Enrollment, by: User, now: datetime, reason: str) -> Enrollment:
    """No, for a reason that the person reads."""
    reason = require_reason(reason)
    enrollment = _requested(enrollment, by)
    move([enrollment], EnrollmentState.DECLINED, by=by, now=now, reason=reason)
    news.tell("declined", [enrollment], by=by, now=now)
    return enrollment


def _requested(enrollment: Enrollment, by: User) -> Enrollment:
    """The first three steps of each decision: lock, permit, require."""
    enrollment = locked(enrollment)
    permissions.can_manage_training(by).enforce()
    if enrollment.state != EnrollmentState.REQUESTED:
        raise Refused(DECIDED)
    return enrollment
