"""Pages about attendance, tests, certificates and evaluations, at the desk and on the participants' side."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from participants.tests.checklist_factories import RequirementFactory
from participants.tests.factories import ContactFactory
from training.actions.attendance import make_code
from training.models import Attendance, Certificate, CheckInCode, Enrollment, Evaluation, TestResult, TrainingEvidence
from training.models.outcome import RATINGS
from training.tests.factories import CourseFactory, EnrollmentFactory, SessionDayFactory, SessionFactory
from training.tests.outcome_factories import AttendanceFactory, CertificateFactory, EvaluationFactory, ResultFactory

pytestmark = pytest.mark.django_db
FILE = "person_email,company,course,completed_on,score,certificate_id,hours\n"


def url(name: str, *args: Any) -> str:
    return reverse(f"training:{name}", args=args)


def seat_in_session(contact: Any, **times: datetime) -> Enrollment:
    session = SessionFactory(course=CourseFactory(code="CRR", tested=True, ceh=Decimal(4)), **times)
    SessionDayFactory(session=session, starts_at=session.starts_at, ends_at=session.ends_at)
    return EnrollmentFactory(session=session, contact=contact)


@pytest.fixture
def own(lantern: SimpleNamespace, member: User) -> Any:
    return ContactFactory(participant=lantern.participant, user=member, name=member.name, email=member.email)


@pytest.fixture
def over(own: Any) -> Enrollment:
    """The member's seat in a session that ended yesterday."""
    now = datetime.now(UTC)
    return seat_in_session(own, starts_at=now - timedelta(hours=30), ends_at=now - timedelta(hours=24))


@pytest.fixture
def running(own: Any) -> Enrollment:
    now = datetime.now(UTC)
    return seat_in_session(own, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=2))


def test_from_the_check_in_list_to_certificates(signed_in, coordinator: User, over: Enrollment) -> None:
    client, ref = signed_in(coordinator), over.session.ref
    absent = EnrollmentFactory(session=over.session)
    page = client.get(url("session-results", ref)).content.decode()
    assert "not marked" in page
    sent = {over.ref: "present", absent.ref: "absent"}
    assert client.post(url("session-attendance", ref, 1), sent).status_code == 302
    assert dict(Attendance.objects.values_list("enrollment", "present")) == {over.pk: True, absent.pk: False}
    day = over.session.ends_at.date().isoformat()
    wrong = client.post(url("session-scores", ref), {"taken_on": day, "pasted": "Nobody Known, 80"})
    assert "Nobody of this session fits" in wrong.content.decode()
    assert wrong.status_code == 422
    sent = {"taken_on": day, "pasted": f"{over.contact.email}\t82,5 %"}
    assert client.post(url("session-scores", ref), sent).status_code == 302
    assert TestResult.objects.get().percent == Decimal("82.5")
    preview = client.get(url("session-certify", ref)).content.decode()
    assert "Was not there on every day" in preview
    assert client.post(url("session-certify", ref), {absent.ref: "on"}).status_code == 422
    assert client.post(url("session-certify", ref), {over.ref: "on"}).status_code == 302
    row = Certificate.objects.get()
    paper = client.get(url("certificate-file", row.ref))
    assert paper.content.startswith(b"%PDF")
    assert row.number in client.get(url("session-results", ref)).content.decode()


def test_the_rest_can_be_marked_as_present(signed_in, coordinator: User, over: Enrollment) -> None:
    absent = EnrollmentFactory(session=over.session)
    client = signed_in(coordinator)
    client.post(url("session-attendance", over.session.ref, 1), {absent.ref: "absent", over.ref: "", "rest": "1"})
    assert dict(Attendance.objects.values_list("enrollment", "present")) == {over.pk: True, absent.pk: False}
    assert client.get(url("session-attendance", over.session.ref, 2)).status_code == 404


def test_others_than_the_training_department_and_teachers_read_only(signed_in, manager: User, over: Enrollment) -> None:
    client, ref = signed_in(manager), over.session.ref
    assert "Only training coordinators" in client.get(url("session-results", ref)).content.decode()
    for address in (
        url("session-attendance", ref, 1), url("session-scores", ref), url("session-certify", ref),
        url("completion-import"), url("evidence-add"), url("certificate-add", over.contact.ref),
    ):  # fmt: skip
        assert client.post(address, {over.ref: "present"}).status_code == 403, address
    assert client.post(url("session-code", ref, 1)).status_code == 403
    assert not Attendance.objects.exists()
    assert not CheckInCode.objects.exists()


def test_of_a_restricted_participant_no_result_is_shown_to_whom_it_is_closed(
    signed_in, restricted: SimpleNamespace, colleague: User, coordinator: User
) -> None:
    row = CertificateFactory(contact=restricted.contact, holder_name="Hidden Holder")
    client = signed_in(colleague)
    assert "Hidden Holder" not in client.get(url("certificate-list")).content.decode()
    assert client.get(url("certificate-detail", row.ref)).status_code == 404
    assert client.get(url("transcript", restricted.contact.ref)).status_code == 404
    assert client.get(f"{reverse('search')}?q={row.number}").content.decode().count("Hidden Holder") == 0
    client = signed_in(coordinator)
    assert "Hidden Holder" in client.get(url("certificate-list")).content.decode()
    assert client.get(url("transcript", restricted.contact.ref)).status_code == 200
    # Who runs the training sees people of a restricted participant who were trained, and no other ones.
    untrained = ContactFactory(participant=restricted.participant)
    assert client.get(url("transcript", untrained.ref)).status_code == 404
    assert client.get(url("certificate-add", untrained.ref)).status_code == 404


def test_a_certificate_is_found_corrected_and_revoked(signed_in, coordinator: User, own: Any) -> None:
    client = signed_in(coordinator)
    course = CourseFactory(code="FND")
    day = datetime.now(UTC).date() - timedelta(days=2)
    client.post(url("certificate-add", own.ref), {"course": "FND", "completed_on": day.isoformat(), "percent": ""})
    row = Certificate.objects.get(course=course)
    assert row.number in client.get(f"{url('certificate-list')}?q={row.number.lower()}").content.decode()
    assert own.name in client.get(f"{reverse('search')}?q={row.number}").content.decode()
    client.post(url("certificate-reissue", row.ref), {"holder_name": "Mia M. Member", "reason": "Middle name"})
    new = Certificate.objects.standing().get()
    assert "took its place" in client.get(url("certificate-detail", row.ref)).content.decode()
    client.post(url("certificate-revoke", new.ref), {"reason": "Not hers"})
    assert not Certificate.objects.standing().exists()
    assert "Not hers" in client.get(url("certificate-detail", new.ref)).content.decode()
    assert "Middle name" not in client.get(f"{url('certificate-list')}?view=revoked").content.decode()


def test_completions_are_previewed_before_they_are_written(signed_in, coordinator: User, own: Any) -> None:
    CourseFactory(code="FND")
    client = signed_in(coordinator)
    text = f"{FILE}{own.email},{own.participant.duns},FND,2026-01-31,88,LMS-1,2\n"
    file = SimpleUploadedFile("list.csv", text.encode())
    preview = client.post(url("completion-import"), {"file": file})
    assert "1 new, 0 known already, 0 refused" in preview.content.decode()
    assert not Certificate.objects.exists()
    assert client.post(url("completion-import"), {"content": text, "save": "1"}).status_code == 302
    assert Certificate.objects.get().outside_number == "LMS-1"
    bad = SimpleUploadedFile("list.csv", f"{FILE}who@x.example,000,FND,2026-01-31,,,\n".encode())
    text = client.post(url("completion-import"), {"file": bad}).content.decode()
    assert "No participant has the DUNS number" in text
    assert "Import 1" not in text


def test_what_certificates_prove_is_edited_here(signed_in, coordinator: User, lantern: SimpleNamespace) -> None:
    RequirementFactory(code="QSR-10")
    CourseFactory(code="OTS")
    client = signed_in(coordinator)
    sent = {"requirement_code": "qsr-10", "course": "OTS", "role": ""}
    assert client.post(url("evidence-add"), sent).status_code == 302
    row = TrainingEvidence.objects.get()
    assert client.post(url("evidence-add"), sent).status_code == 422
    assert "QSR-10" in client.get(url("evidence-list")).content.decode()
    assert client.post(url("evidence-end", row.pk)).status_code == 302
    assert not TrainingEvidence.objects.in_use().exists()


def test_a_learner_checks_in_with_the_code(signed_in, member: User, coordinator: User, running: Enrollment) -> None:
    client = signed_in(member)
    assert "is on right now" in client.get(reverse("my-training")).content.decode()
    code = make_code(day=running.session.days.get(), by=coordinator, now=datetime.now(UTC)).code
    wrong = client.post(reverse("my-check-in", args=[running.ref]), {"code": "wrong"})
    assert (wrong.status_code, Attendance.objects.count()) == (422, 0)
    assert client.post(reverse("my-check-in", args=[running.ref]), {"code": code}).status_code == 302
    assert Attendance.objects.get().present
    assert "Present" in client.get(reverse("my-training")).content.decode()


def test_a_learner_evaluates_what_is_over_once(signed_in, member: User, over: Enrollment) -> None:
    client = signed_in(member)
    assert "How was it?" in client.get(reverse("my-training")).content.decode()
    sent = dict.fromkeys(RATINGS, "5") | {"comment": "Very clear"}
    assert client.post(reverse("my-evaluate", args=[over.ref]), sent | {"content": "6"}).status_code == 422
    assert client.post(reverse("my-evaluate", args=[over.ref]), sent).status_code == 302
    assert Evaluation.objects.get().comment == "Very clear"
    assert "already" in client.get(reverse("my-evaluate", args=[over.ref])).content.decode()
    assert "How was it?" not in client.get(reverse("my-training")).content.decode()


def test_members_see_their_own_administrators_all_and_outsiders_nothing(
    signed_in, member: User, org_admin: User, outsider: User, own: Any, lantern: SimpleNamespace, over: Enrollment
) -> None:
    mine = CertificateFactory(contact=own, holder_name="Mia Member")
    other = CertificateFactory(contact=lantern.contact, holder_name="Other Colleague")
    ResultFactory(enrollment=over)
    AttendanceFactory(enrollment=over, day=over.session.days.get())
    client = signed_in(member)
    assert "Other Colleague" not in client.get(reverse("my-certificates")).content.decode()
    assert mine.number in client.get(reverse("my-training")).content.decode()
    assert client.get(reverse("my-certificate", args=[other.ref])).status_code == 404
    assert client.get(reverse("my-transcript", args=[lantern.contact.ref])).status_code == 404
    client = signed_in(org_admin)
    assert "Other Colleague" in client.get(reverse("my-certificates")).content.decode()
    assert "85 %" in client.get(reverse("my-transcript", args=[own.ref])).content.decode()
    client = signed_in(outsider)
    for address in (
        reverse("my-certificate", args=[mine.ref]), reverse("my-certificate-file", args=[mine.ref]),
        reverse("my-transcript", args=[own.ref]), reverse("my-check-in", args=[over.ref]),
        reverse("my-evaluate", args=[over.ref]),
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_answers_are_drawn_without_names(signed_in, manager: User, over: Enrollment) -> None:
    EvaluationFactory(enrollment=over, comment="Too fast")
    client = signed_in(manager)
    assert "Not enough answers" in client.get(url("session-evaluations", over.session.ref)).content.decode()
    for _ in range(2):
        EvaluationFactory(enrollment=EnrollmentFactory(session=over.session))
    text = client.get(url("session-evaluations", over.session.ref)).content.decode()
    assert "Too fast" in text
    assert over.contact.name not in text


@pytest.mark.parametrize("name", ["certificate-list", "session-results", "transcript"])
def test_pages_cost_the_same_for_two_rows_and_for_twenty(
    signed_in, coordinator: User, over: Enrollment, name: str, django_assert_max_num_queries: Any
) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            contact = over.contact if name == "transcript" else ContactFactory()
            CertificateFactory(contact=contact)
            session = SessionFactory() if name == "transcript" else over.session
            seat = EnrollmentFactory(session=session, contact=contact)
            ResultFactory(enrollment=seat)

    address = {
        "certificate-list": url("certificate-list"),
        "session-results": url("session-results", over.session.ref),
        "transcript": url("transcript", over.contact.ref),
    }[name]
    client = signed_in(coordinator)
    more(2)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        assert client.get(address).status_code == 200
    more(18)
    with django_assert_max_num_queries(len(few)):
        assert client.get(address).status_code == 200
