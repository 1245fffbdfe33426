"""Attendance, test results and certificates by the API: learners read their own and write nothing of it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from participants.tests.factories import ContactFactory
from portal.tests.api_calls import patch, post
from training.actions.attendance import make_code
from training.models import Attendance, Certificate, CheckInTry, CourseSession, Evaluation, TestResult
from training.models.outcome import RATINGS
from training.tests.factories import CourseFactory, EnrollmentFactory, SessionDayFactory, SessionFactory
from training.tests.outcome_factories import AttendanceFactory, CertificateFactory, ResultFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def results(lantern, member) -> SimpleNamespace:
    """The member's seat in a session that is on right now, with a score and a certificate of another course."""
    now = timezone.now()
    own = ContactFactory(participant=lantern.participant, user=member, name=member.name, email=member.email)
    course = CourseFactory(tested=True)
    session = SessionFactory(course=course, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    day = SessionDayFactory(session=session, starts_at=session.starts_at, ends_at=session.ends_at)
    seat = EnrollmentFactory(session=session, contact=own)
    result = ResultFactory(enrollment=seat, percent=50)
    return SimpleNamespace(day=day, seat=seat, result=result, certificate=CertificateFactory(contact=own), own=own)


def written() -> tuple[int, ...]:
    return Attendance.objects.count(), TestResult.objects.counting().count(), Certificate.objects.standing().count()


@pytest.mark.parametrize(("who", "code"), [("member", 403), ("org_admin", 403), ("outsider", 404), ("prospect", 404)])
def test_no_participants_user_writes_grades_attendance_or_certificates(request, signed_in, who, code, results):
    client, before = signed_in(request.getfixturevalue(who)), written()
    seat, result, certificate = results.seat.ref, results.result.ref, results.certificate.ref
    assert post(client, f"attendance/{seat}/mark/", day=1, present=True).status_code == code
    assert post(client, f"test-results/{result}/strike-out/", reason="Mine").status_code == code
    assert post(client, f"certificates/{certificate}/revoke/", reason="Mine").status_code == code
    assert post(client, "test-results/", enrollment=seat, percent="100").status_code == 403
    assert post(client, "certificates/", contact=results.own.ref, course="X").status_code == 403
    for noun in (f"attendance/{seat}", f"test-results/{result}", f"certificates/{certificate}"):
        assert patch(client, f"{noun}/", percent="100", present=True, expires_on=None).status_code == 405
    assert written() == before


def test_a_learner_reads_the_own_rows_and_checks_in(signed_in, member, outsider, coordinator, results):
    client, seat = signed_in(member), results.seat.ref
    assert client.get(f"/api/v1/test-results/{results.result.ref}/").json()["percent"] == "50.00"
    assert client.get("/api/v1/certificates/").json()["results"][0]["number"] == results.certificate.number
    code = make_code(day=results.day, by=coordinator, now=timezone.now()).code
    assert post(client, f"attendance/{seat}/check-in/", code="WRONG1").status_code == 409
    told = post(client, f"attendance/{seat}/check-in/", code=code).json()
    assert [(mark["present"], mark["by_code"]) for mark in told["marks"]] == [(True, True)]
    client = signed_in(outsider)
    for noun in ("attendance", "test-results", "certificates"):
        assert client.get(f"/api/v1/{noun}/").json()["results"] == []


def test_a_learner_says_once_what_the_session_was_worth(signed_in, member, org_admin, results):
    marks = dict.fromkeys(RATINGS, 4)
    path = f"attendance/{results.seat.ref}/evaluate/"
    client = signed_in(member)
    assert post(client, path, **marks).status_code == 409
    CourseSession.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    assert post(signed_in(org_admin), path, **marks).status_code == 403
    client = signed_in(member)
    assert post(client, path, **marks | {"content": 6}).status_code == 400
    assert post(client, path, comment="More cases", **marks).status_code == 200
    assert post(client, path, **marks).status_code == 409
    assert Evaluation.objects.get().comment == "More cases"


def test_certificates_by_their_end_are_paged_whole_those_without_one_last(signed_in, coordinator, results):
    days = [date(2027, 5, 1), None, date(2027, 4, 1), None]
    rows = [CertificateFactory(contact=results.own, expires_on=day) for day in days]
    client, found = signed_in(coordinator), []
    address = "/api/v1/certificates/?ordering=expires_on&page_size=1"
    while address:
        page = client.get(address).json()
        found += [one["ref"] for one in page["results"]]
        address = page["next"]
    assert found == [one.ref for one in (rows[2], rows[0], results.certificate, rows[1], rows[3])]


def test_who_runs_the_training_marks_scores_and_certifies(signed_in, coordinator, results):
    client, seat = signed_in(coordinator), results.seat.ref
    assert post(client, f"attendance/{seat}/mark/", day=1, present=True).json()["marks"][0]["present"] is True
    assert post(client, f"attendance/{seat}/mark/", day=2, present=True).status_code == 409
    made = post(client, "test-results/", enrollment=seat, percent="88.5")
    assert (made.status_code, made.json()["passed"], made.json()["attempt"]) == (201, True, 2)
    body = {"contact": results.own.ref, "course": results.seat.session.course.code}
    row = post(client, "certificates/", **body, percent="88.5")
    assert (row.status_code, row.json()["has_paper"]) == (201, True)
    paper = client.get(f"/api/v1/certificates/{row.json()['ref']}/download/")
    assert paper.content.startswith(b"%PDF")
    corrected = post(client, f"certificates/{row.json()['ref']}/reissue/", holder_name="Mia M.", reason="Name")
    assert corrected.status_code == 200
    assert client.get("/api/v1/certificates/?revoked=true").json()["results"][0]["ref"] == row.json()["ref"]


def test_others_of_the_staff_learn_why_not(signed_in, manager, results):
    AttendanceFactory(enrollment=results.seat, day=results.day)
    client = signed_in(manager)
    answer = post(client, f"attendance/{results.seat.ref}/mark/", day=1, present=False)
    assert (answer.status_code, "Only training coordinators" in answer.json()["detail"]) == (403, True)
    assert post(client, "test-results/", enrollment=results.seat.ref, percent="90").status_code == 403
    assert post(client, "certificates/", contact=results.own.ref, course="X").status_code == 403


def test_of_a_restricted_company_only_who_was_trained_is_certified(signed_in, coordinator, restricted):
    client, course = signed_in(coordinator), CourseFactory()
    trained = EnrollmentFactory(contact=restricted.contact).contact
    untrained = ContactFactory(participant=restricted.participant)
    assert post(client, "certificates/", contact=untrained.ref, course=course.code).status_code == 400
    assert post(client, "certificates/", contact=trained.ref, course=course.code).status_code == 201


def test_a_wrong_code_stays_counted_although_the_request_is_refused(signed_in, member, coordinator, results):
    make_code(day=results.day, by=coordinator, now=timezone.now())
    assert post(signed_in(member), f"attendance/{results.seat.ref}/check-in/", code="wrong").status_code == 409
    assert CheckInTry.objects.filter(enrollment=results.seat).count() == 1
