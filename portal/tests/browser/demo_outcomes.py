"""What came of a session in the demo: marks, scores, a certificate and opinions, by the actions the pages call."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from participants.models import Contact, Participant
from participants.tests.factories import ContactFactory
from training.actions.attendance import mark_attendance
from training.actions.certificates import issue_certificate
from training.actions.scores import enter_result
from training.models import Course, TrainingEvidence
from training.tests.factories import EnrollmentFactory, SessionDayFactory, SessionFactory
from training.tests.outcome_factories import EvaluationFactory


def outcome_rows(company: Participant, by: User, learner: User, now: datetime) -> dict[str, Any]:
    """A session of two days ago in which five people of the company sat, the learner among them; all but one passed."""
    course = Course.objects.filter(tested=True).earliest("order")
    starts_at = now - timedelta(days=2)
    session = SessionFactory(course=course, starts_at=starts_at, ends_at=starts_at + timedelta(hours=8))
    day = SessionDayFactory(session=session, starts_at=starts_at, ends_at=session.ends_at)
    contact = Contact.objects.filter(participant=company, user=learner).first() or ContactFactory(
        participant=company, user=learner, name=learner.name, email=learner.email
    )
    names = ("Ines Duarte", "Tomas Reyes", "Wanda Blake", "Yusuf Kaya")
    people = [contact, *(ContactFactory(participant=company, name=name) for name in names)]
    seats = [EnrollmentFactory(session=session, contact=one, entered_by=by) for one in people]
    mark_attendance(day=day, marks=dict.fromkeys(seats, True), by=by, now=now)
    scores = [
        enter_result(enrollment=seat, percent=Decimal(90 - 8 * n), by=by, now=now) for n, seat in enumerate(seats)
    ]
    for seat in seats[1:]:
        EvaluationFactory(enrollment=seat, content=5, comment="More examples, please.")
    certificate = issue_certificate(contact=contact, course=course, enrollment=seats[0], by=by, now=now)
    return {
        "result_session": session,
        "seat": seats[0],
        "learner": contact,
        "test_result": scores[1],
        "certificate": certificate,
        "proof": TrainingEvidence.objects.in_use().earliest("pk"),
    }
