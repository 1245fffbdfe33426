"""The smallest valid rows of what came of a session."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from accounts.tests.factories import StaffFactory
from participants.tests.factories import ContactFactory
from training.choices import CertificateSource
from training.models import Attendance, Certificate, Evaluation, TestResult, TrainingEvidence
from training.tests.factories import CourseFactory, EnrollmentFactory, SessionDayFactory

A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


class CertificateFactory(factory.django.DjangoModelFactory):
    """Of a course taken alone, in force for ever, without a paper."""

    class Meta:
        model = Certificate

    number = factory.Sequence(lambda n: f"MC-2026-{n:06}-7K3Q9XTB")
    contact = factory.SubFactory(ContactFactory)
    participant = factory.LazyAttribute(lambda row: row.contact.participant)
    course = factory.SubFactory(CourseFactory)
    source = CertificateSource.SELF_PACED
    holder_name = factory.LazyAttribute(lambda row: row.contact.name)
    course_title = factory.LazyAttribute(lambda row: row.course.title)
    completed_on = date(2026, 11, 2)
    issued_on = factory.LazyAttribute(lambda row: row.completed_on)
    issued_by = factory.SubFactory(StaffFactory)


class TrainingEvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TrainingEvidence

    requirement_code = "CRR-09"
    course = factory.SubFactory(CourseFactory)
    source = "tests"


class AttendanceFactory(factory.django.DjangoModelFactory):
    """Was there on the only day."""

    class Meta:
        model = Attendance

    enrollment = factory.SubFactory(EnrollmentFactory)
    participant = factory.LazyAttribute(lambda row: row.enrollment.participant)
    day = factory.LazyAttribute(lambda row: SessionDayFactory(session=row.enrollment.session))
    present = True
    marked_at = A_MOMENT
    marked_by = factory.SubFactory(StaffFactory)


class ResultFactory(factory.django.DjangoModelFactory):
    """A first attempt that passed."""

    class Meta:
        model = TestResult

    enrollment = factory.SubFactory(EnrollmentFactory)
    participant = factory.LazyAttribute(lambda row: row.enrollment.participant)
    attempt = 1
    percent = Decimal(85)
    passing_percent = 70
    passed = factory.LazyAttribute(lambda row: row.percent >= row.passing_percent)
    taken_on = date(2026, 11, 2)
    entered_by = factory.SubFactory(StaffFactory)
    entered_at = A_MOMENT


class EvaluationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evaluation

    enrollment = factory.SubFactory(EnrollmentFactory)
    participant = factory.LazyAttribute(lambda row: row.enrollment.participant)
    session = factory.LazyAttribute(lambda row: row.enrollment.session)
    content = instructor = materials = organization = usefulness = 4
    given_at = A_MOMENT
