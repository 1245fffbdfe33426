"""Who of a company still needs what, and the figures kept of all companies."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.tests.factories import PersonFactory
from participants.models import MarketRole
from participants.tests.factories import ContactFactory, MarketRoleFactory, ParticipantFactory, RegistrationFactory
from portal.scoping import wall
from portal.scoping.today import market_day
from training.actions.coverage import count_coverage
from training.choices import Advice, CourseStatus
from training.coverage import coverage_of
from training.models import Course, Recommendation, TrainingCoverage
from training.rules.coverage import Standing
from training.tests.actions.needing import DAY
from training.tests.factories import CourseFactory, EnrollmentFactory, SessionFactory
from training.tests.outcome_factories import CertificateFactory

pytestmark = pytest.mark.django_db


def advise(code: str, role: str, advice: str = Advice.RECOMMENDED, **course: str) -> Course:
    row = CourseFactory(code=code, **course)
    Recommendation.objects.create(course=row, role=MarketRoleFactory(code=role), advice=advice)
    return row


@pytest.fixture
def courses(lantern: SimpleNamespace) -> dict[str, Course]:
    """Four courses that Prairie Lantern (a QSE with resources and a resource entity) needs, and three it does not."""
    qse = MarketRole.objects.get(code="QSE")
    MarketRoleFactory(code="QSE-R", kind="profile", parent=qse)
    MarketRoleFactory(code="QSE-L", kind="profile", parent=qse)
    found = {
        "OWN": advise("OWN", "QSE", Advice.REQUIRED),
        "RES": advise("RES", "RE"),
        "OPS": advise("OPS", "QSE-R"),
        "TAKEN": advise("TAKEN", "QSE"),
    }
    advise("NICE", "QSE", Advice.USEFUL)
    advise("OLD", "QSE", status=CourseStatus.HISTORIC)
    advise("LOAD", "QSE-L")
    return found


def standings(user: User, lantern: SimpleNamespace, now: datetime) -> dict[tuple[str, str], str]:
    coverage = coverage_of(user, lantern.participant, now)
    return {(line.course.code, one.person.name): one.standing for line in coverage.courses for one in line.of_people}


def test_who_has_it_who_is_enrolled_and_who_still_needs_it(
    lantern: SimpleNamespace, courses: dict[str, Course], manager: User, now: datetime
) -> None:
    lantern.contact.apply(name="Ann")
    ben = ContactFactory(participant=lantern.participant, name="Ben")
    gone = ContactFactory(participant=lantern.participant, name="Gone", active=False)
    today = market_day(now)
    CertificateFactory(contact=lantern.contact, course=courses["OWN"])
    CertificateFactory(contact=ben, course=courses["OWN"], expires_on=today - DAY)
    CertificateFactory(contact=ben, course=courses["RES"], expires_on=today + 30 * DAY)
    CertificateFactory(contact=ben, course=courses["OPS"], revoked_at=now, revoke_reason="Wrong person")
    left = ContactFactory(participant=lantern.participant, name="Left", user=PersonFactory())
    for nobody in (gone, left):
        CertificateFactory(contact=nobody, course=courses["OPS"])
    ahead = SessionFactory(course=courses["TAKEN"], starts_at=now + DAY, ends_at=now + 2 * DAY)
    over = SessionFactory(course=courses["OPS"], starts_at=now - 2 * DAY, ends_at=now - DAY)
    EnrollmentFactory(session=ahead, contact=lantern.contact)
    EnrollmentFactory(session=over, contact=ben)
    found = standings(manager, lantern, now)
    assert {code for code, _ in found} == {"OWN", "RES", "OPS", "TAKEN"}
    assert {name for _, name in found} == {"Ann", "Ben"}
    assert found["OWN", "Ann"] == Standing.VALID
    assert found["OWN", "Ben"] == Standing.EXPIRED
    assert found["RES", "Ben"] == Standing.EXPIRING
    assert found["OPS", "Ben"] == found["RES", "Ann"] == Standing.MISSING
    assert found["TAKEN", "Ann"] == Standing.ENROLLED
    coverage = coverage_of(manager, lantern.participant, now)
    assert {line.course.code for line in coverage.courses if line.covered} == {"OWN", "RES"}
    assert (coverage.figures.covered, coverage.figures.enrolled, coverage.figures.missing) == (2, 1, 1)


def test_kept_figures_are_those_of_the_page(
    lantern: SimpleNamespace, mesa: SimpleNamespace, courses: dict[str, Course], manager: User, now: datetime
) -> None:
    CertificateFactory(contact=lantern.contact, course=courses["OWN"])
    CertificateFactory(contact=mesa.contact, course=courses["RES"], expires_on=market_day(now) + 10 * DAY)
    ParticipantFactory(name="Without any role")
    assert count_coverage(now=now) == 2
    for rows in (lantern, mesa):
        kept = TrainingCoverage.objects.get(participant=rows.participant)
        counted = coverage_of(manager, rows.participant, now).figures
        assert (kept.wanted, kept.covered, kept.enrolled, kept.expiring, kept.percent) == (
            counted.wanted, counted.covered, counted.enrolled, counted.expiring, counted.percent,
        )  # fmt: skip
    assert (kept.wanted, kept.percent, kept.expiring) == (4, 25, 1)


def test_who_needs_nothing_any_more_has_no_figures(
    lantern: SimpleNamespace, courses: dict[str, Course], now: datetime
) -> None:
    assert count_coverage(now=now) == 1
    Recommendation.objects.all().delete()
    assert count_coverage(now=now + DAY) == 0
    assert not TrainingCoverage.objects.exists()


def test_counting_all_takes_the_same_few_statements(
    lantern: SimpleNamespace, courses: dict[str, Course], now: datetime
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            count_coverage(now=now)
        return len(captured)

    few = statements()
    for _ in range(12):
        registration = RegistrationFactory()
        CertificateFactory(contact=ContactFactory(participant=registration.participant), course=courses["OWN"])
    assert statements() == few <= 14


def test_an_administrator_sees_the_own_people_and_nobody_elses_inside_the_wall(
    lantern: SimpleNamespace, mesa: SimpleNamespace, courses: dict[str, Course], org_admin: User, now: datetime
) -> None:
    CertificateFactory(contact=lantern.contact, course=courses["OWN"])
    CertificateFactory(contact=mesa.contact, course=courses["RES"])
    with wall.inside(org_admin.acting_for):
        coverage = coverage_of(org_admin, lantern.participant, now)
        of_mesa = coverage_of(org_admin, mesa.participant, now)
    assert {line.course.code for line in coverage.courses if line.covered} == {"OWN"}
    assert {line.course.code for line in coverage.courses} == set(courses)
    assert not of_mesa.people
    assert not of_mesa.figures.covered
