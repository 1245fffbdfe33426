"""What came of the demo world's sessions: attendance, tests, certificates, opinions; and courses taken alone."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from accounts.models import User
from participants.access import acting_as
from participants.models import Contact, Membership, Participant
from portal.scoping.today import market_day
from training.actions.attendance import mark_attendance
from training.actions.certificates import issue_certificate, revoke_certificate
from training.actions.certifying import certify_session
from training.actions.courses import change_course
from training.actions.evaluations import evaluate_session
from training.actions.own_contact import own_contact
from training.actions.scores import enter_result
from training.actions.sessions import finish_session
from training.choices import EnrollmentState
from training.completions import seats_of
from training.models import Certificate, Course, CourseSession, Enrollment
from training.models.outcome import RATINGS

ABSENT: Final = "absent"
PRESENT: Final = "there"
# The desk enters what came of a session the evening it ends; tests are repeated a week later.
LATER: Final = timedelta(hours=2)
RETAKEN: Final = timedelta(days=7)
THOUGHT: Final = timedelta(days=1)


def fill_outcome(session: CourseSession, row: dict[str, Any], by: User, *, now: datetime) -> None:
    """What the file tells of each person, in the order in which they were entered."""
    seated = list(Enrollment.objects.filter(session=session, state=EnrollmentState.SEATED).order_by("pk"))
    told = list(zip(seated, row["outcome"], strict=True))
    at = session.ends_at + LATER
    for day in session.days.order_by("starts_at"):
        mark_attendance(day=day, marks={one: word != ABSENT for one, word in told}, by=by, now=day.ends_at + LATER)
    session = finish_session(session=session, by=by, now=at)
    last = at
    for enrollment, word in told:
        if word not in (ABSENT, PRESENT):
            last = max(last, _scores(enrollment, word if isinstance(word, list) else [word], by, at))
    _certify(session, by, min(last + LATER, now))
    for email, marks in row.get("thought", {}).items():
        _evaluate(session, User.objects.get(email=email), marks)


def fill_certificates(told: dict[str, Any], by: User, *, now: datetime) -> None:
    """Courses that people took alone, of which one ends soon, one has ended, and one was revoked."""
    begin = now - timedelta(days=364)
    for code, months in told["validity"].items():
        change_course(course=Course.objects.get(code=code), by=by, now=begin, validity_months=months)
    for row in told["certificates"]:
        _taken_alone(row, by, now)
    for row in told["revoked"]:
        certificate = _taken_alone(row, by, now)
        at = now + timedelta(days=row["at"])
        revoke_certificate(certificate=certificate, by=by, now=at, reason=row["reason"])


def _scores(enrollment: Enrollment, scores: list[int], by: User, at: datetime) -> datetime:
    """Attempts a week after one another; returns when the last one was entered."""
    for number, score in enumerate(scores):
        entered = at + number * RETAKEN
        enter_result(enrollment=enrollment, percent=Decimal(score), by=by, now=entered)
    return entered


def _certify(session: CourseSession, by: User, at: datetime) -> None:
    ready = [seat.enrollment for seat in seats_of(session) if seat.ready]
    certify_session(session=session, enrollments=ready, by=by, now=at)


def _evaluate(session: CourseSession, person: User, marks: list[Any]) -> None:
    at = session.ends_at + THOUGHT
    *ratings, comment = marks
    enrollment = Enrollment.objects.select_related("session", "participant", "contact").get(
        session=session, contact__user=person
    )
    with acting_as(person, enrollment.participant_id, now=at):
        given = dict(zip(RATINGS, ratings, strict=True))
        evaluate_session(enrollment=enrollment, by=person, now=at, comment=comment, **given)


def _taken_alone(row: dict[str, Any], by: User, now: datetime) -> Certificate:
    done = now + timedelta(days=row["completed"])
    at = max(done + timedelta(days=1), now - timedelta(days=363))
    return issue_certificate(
        contact=_person(row, at),
        course=Course.objects.get(code=row["course"]),
        by=by,
        now=at,
        completed_on=market_day(done),
    )


def _person(row: dict[str, Any], at: datetime) -> Contact:
    """A contact by the place among the company's, or a user's own."""
    if "user" in row:
        user = User.objects.get(email=row["user"])
        return own_contact(Membership.objects.get(user=user).participant, user=user, now=at)
    company = Participant.objects.get(name=row["company"])
    return Contact.objects.active().of(company).order_by("pk")[row["contact"] - 1]
