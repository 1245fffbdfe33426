"""What came of training, for the walks over all addresses: a seat, its result and a certificate of each company."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from participants.models import Contact
from participants.tests.factories import ContactFactory
from portal.documents.storing import store_bytes
from training.models import SessionDay
from training.tests.factories import CourseFactory, EnrollmentFactory, SessionDayFactory, SessionFactory
from training.tests.outcome_factories import (
    AttendanceFactory,
    CertificateFactory,
    EvaluationFactory,
    ResultFactory,
    TrainingEvidenceFactory,
)


def furnish_outcomes(*companies: SimpleNamespace, now: datetime, by: User) -> dict[str, Any]:
    """One session that is over, in which a user of each company sat. Returns what is nobody's own, by name."""
    course = CourseFactory(code="WALK", tested=True)
    starts_at, ends_at = now - timedelta(days=2), now - timedelta(days=2) + timedelta(hours=8)
    session = SessionFactory(course=course, starts_at=starts_at, ends_at=ends_at)
    day = SessionDayFactory(session=session, starts_at=starts_at, ends_at=ends_at)
    for rows in companies:
        _furnish(rows, day, now, by)
    proof = TrainingEvidenceFactory(requirement_code="COM-12", course=course, role=companies[0].qse.role)
    return {"result_session": session, "proof": proof}


def _furnish(rows: SimpleNamespace, day: SessionDay, now: datetime, by: User) -> None:
    known = Contact.objects.filter(participant=rows.participant, user=rows.user).first()
    rows.learner = known or ContactFactory(
        participant=rows.participant, user=rows.user, name=rows.user.name, email=rows.user.email
    )
    rows.seat = EnrollmentFactory(session=day.session, contact=rows.learner, entered_by=by)
    AttendanceFactory(enrollment=rows.seat, day=day, marked_by=by)
    EvaluationFactory(enrollment=EnrollmentFactory(session=day.session, contact=rows.contact, entered_by=by))
    rows.test_result = ResultFactory(enrollment=rows.seat, entered_by=by)
    document = store_bytes(
        name="certificate.pdf", content=b"%PDF-1.7 paper", participant_id=rows.participant.pk, by=by, now=now
    )
    rows.certificate = CertificateFactory(
        contact=rows.learner, course=day.session.course, document=document, issued_by=by
    )
