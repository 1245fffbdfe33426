"""Certificates for a whole session in one step."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participants
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import certificate_news as news
from training import permissions
from training.actions.attendance import HELD, NO_SEAT
from training.actions.certificates import completion_of, write_certificate
from training.choices import EnrollmentState, Format
from training.completions import seats_of
from training.models import Certificate, CourseSession, Enrollment

NOT_OVER: Final = "Certificates of a session are issued once its last day is over."
NOT_HELD: Final = "Certificates are issued of sessions that were announced and took place."
NOBODY: Final = "Choose at least one person."


@transaction.atomic
def certify_session(
    *,
    session: CourseSession,
    enrollments: Collection[Enrollment],
    by: User,
    now: datetime,
    completed_on: date | None = None,
) -> list[Certificate]:
    """A certificate for each of these people: for all or, where one lacks something, for none.

    `completed_on` is the day for a course that is taken alone and has no test; others follow from session and test.
    """
    permissions.can_issue_certificates(by).enforce()
    _require_over(session, now)
    wanted = Enrollment.objects.filter(pk__in=[one.pk for one in enrollments], session=session)
    wanted = wanted.filter(state=EnrollmentState.SEATED)
    # The participants' locks in their order, as for every other action on their rows.
    lock_participants(wanted.values_list("participant", flat=True))
    seats = seats_of(session, enrollments=wanted)
    if not seats:
        raise Refused(NOBODY)
    if len(seats) != len({one.pk for one in enrollments}):
        raise Refused(NO_SEAT)
    day = completed_on or market_day(now)
    made = []
    for seat in sorted(seats, key=lambda one: (one.enrollment.participant_id, one.enrollment.pk)):
        row = seat.enrollment
        if seat.certificate is not None:
            raise Refused(f"{row.contact.name} has a certificate of this session already.")
        told = completion_of(seat, day)
        made.append(
            write_certificate(contact=row.contact, course=session.course, told=told, by=by, now=now, telling=False)
        )
    news.tell_many("issued", made, now=now)
    return made


def _require_over(session: CourseSession, now: datetime) -> None:
    if session.state not in HELD:
        raise Refused(NOT_HELD)
    if session.format != Format.SELF_PACED and session.ends_at > now:
        raise Refused(NOT_OVER)
