"""The smallest valid rows of training."""

from datetime import UTC, date, datetime, timedelta

import factory

from accounts.tests.factories import StaffFactory
from participants.choices import SourceTag
from participants.tests.factories import ContactFactory, ParticipantFactory
from training.choices import CourseStatus, EnrolledAs, EnrollmentState, Format, NeedOrigin, SessionState
from training.models import (
    Course,
    CourseSession,
    CourseVersion,
    Enrollment,
    EnrollmentStep,
    LearningPath,
    LearningStep,
    NeedEvidence,
    SessionDay,
    TrainingNeed,
)

A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
A_MORNING = datetime(2027, 2, 9, 14, 30, tzinfo=UTC)


class CourseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Course
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"C{n}")
    title = factory.LazyAttribute(lambda course: f"Course {course.code}")
    formats = [Format.CLASSROOM, Format.ONLINE]
    status = CourseStatus.CURRENT
    source = "tests"
    tag = SourceTag.VERIFIED


class CourseVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CourseVersion
        django_get_or_create = ("course", "number")

    course = factory.SubFactory(CourseFactory)
    number = 1
    effective_from = date(2020, 1, 1)
    published_at = A_MOMENT


class LearningPathFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LearningPath
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"P{n}")
    title = factory.LazyAttribute(lambda path: f"Path {path.code}")
    source = "tests"
    tag = SourceTag.PROPOSED


class LearningStepFactory(factory.django.DjangoModelFactory):
    """A course as the only one of a path."""

    class Meta:
        model = LearningStep

    path = factory.SubFactory(LearningPathFactory)
    course = factory.SubFactory(CourseFactory)


class SessionFactory(factory.django.DjangoModelFactory):
    """A published classroom session of one day with thirty seats."""

    class Meta:
        model = CourseSession

    course = factory.SubFactory(CourseFactory)
    version = factory.LazyAttribute(lambda session: CourseVersionFactory(course=session.course))
    format = Format.CLASSROOM
    state = SessionState.PUBLISHED
    starts_at = A_MORNING
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=8))
    place = "Taylor, room 1"
    seats = 30
    published_at = A_MOMENT


class SessionDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SessionDay

    session = factory.SubFactory(SessionFactory)
    starts_at = factory.LazyAttribute(lambda day: day.session.starts_at)
    ends_at = factory.LazyAttribute(lambda day: day.starts_at + timedelta(hours=8))


class EnrollmentFactory(factory.django.DjangoModelFactory):
    """A seat of a contact. The counters of the session are not kept by this factory."""

    class Meta:
        model = Enrollment

    session = factory.SubFactory(SessionFactory)
    contact = factory.SubFactory(ContactFactory)
    participant = factory.LazyAttribute(lambda row: row.contact.participant)
    state = EnrollmentState.SEATED
    entered_by = factory.SubFactory(StaffFactory)
    entered_as = EnrolledAs.STAFF
    entered_at = A_MOMENT
    seated_at = A_MOMENT


class EnrollmentStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EnrollmentStep

    enrollment = factory.SubFactory(EnrollmentFactory)
    participant = factory.LazyAttribute(lambda step: step.enrollment.participant)
    state = EnrollmentState.SEATED
    at = A_MOMENT
    reason = "Enrolled by the operator."


class NeedFactory(factory.django.DjangoModelFactory):
    """A need of the market that a colleague proposed."""

    class Meta:
        model = TrainingNeed

    title = factory.Sequence(lambda n: f"Training on matter {n}")
    problem = "The same question comes again and again."
    origin = NeedOrigin.ACCOUNT_MANAGER
    proposed_by = factory.SubFactory(StaffFactory)
    changed_at = A_MOMENT


class NeedEvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NeedEvidence

    need = factory.SubFactory(NeedFactory)
    participant = factory.SubFactory(ParticipantFactory)
    source = "tests"
    reference = factory.Sequence(lambda n: f"CASE-{n}")
    at = A_MOMENT
