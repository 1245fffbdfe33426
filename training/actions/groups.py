"""Entering several people of one company at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participant
from participants.models import Contact, Participant
from participants.permissions import NOT_FOUND
from participants.permissions.answers import JOINED
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from training import permissions
from training.actions.entering import enter
from training.actions.seats import lock_session
from training.models import CourseSession, EnrollmentGroup

MOST_PEOPLE: Final = 100
NOBODY: Final = "Choose the people to enroll."
TOO_MANY: Final = f"At most {MOST_PEOPLE} people at a time."
TWO: Final = "Choose at least two people who want to sit together."
TOO_LARGE: Final = "The session has {seats} seats in all: so many people cannot sit together."


@transaction.atomic
def enroll_group(
    *,
    session: CourseSession,
    participant: Participant,
    contacts: Iterable[Contact],
    together: bool,
    by: User,
    now: datetime,
    reason: str = "",
) -> EnrollmentGroup:
    """Enter people in the order given. `together`: seats for all of them, now or later at once; else one by one.

    Refused as a whole where something speaks against one of them. Once seats are given, each is one's own.
    """
    session = lock_session(session.pk)
    participant = lock_participant(participant.pk)
    with wall.as_operator("write enrollments of the participant acted for"):
        people = _people(participant, contacts)
        for person in people:
            permissions.can_enroll(by, participant, person).enforce()
        _require_fitting(session, len(people), together)
        group = EnrollmentGroup(session=session, participant=participant, together=together, requested_by=by)
        group.save(force_insert=True)
        enter(session, participant, people, by=by, now=now, reason=reason, group=group)
    told = {"people": ["", str(len(people))], "together": ["", "yes" if together else "no"]}
    trail.record("training.group.entered", of=group, by=by, at=now, changes=told)
    return group


def _people(participant: Participant, contacts: Iterable[Contact]) -> list[Contact]:
    """The contacts as they are now, with their users, each once and in the order given."""
    if participant.joined_into_id is not None:
        JOINED.enforce()
    wanted = list(dict.fromkeys(contact.pk for contact in contacts))
    if not wanted:
        raise Refused(NOBODY)
    if len(wanted) > MOST_PEOPLE:
        raise Refused(TOO_MANY)
    found = Contact.objects.of(participant).select_related("user").in_bulk(wanted)
    if len(found) < len(wanted):
        NOT_FOUND.enforce()
    return [found[pk] for pk in wanted]


def _require_fitting(session: CourseSession, people: int, together: bool) -> None:
    if not together:
        return
    if people < 2:
        raise Refused(TWO)
    if session.seats is not None and people > session.seats:
        raise Refused(TOO_LARGE.format(seats=session.seats))
