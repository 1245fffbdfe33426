"""Issuing, revoking and reissuing certificates."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts.models import User
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from training.actions.certificates import issue_certificate, reissue_certificate, revoke_certificate
from training.choices import Format
from training.models import Certificate, Course
from training.tests.factories import CourseFactory, EnrollmentFactory, SessionFactory
from training.tests.outcome_factories import AttendanceFactory, ResultFactory

pytestmark = pytest.mark.django_db


def test_a_certificate_has_a_number_a_paper_and_an_end(
    lantern: SimpleNamespace, org_admin: User, coordinator: User, now: datetime
) -> None:
    course = CourseFactory(code="CRR", validity_months=12, ceh=Decimal("4.00"))
    row = issue_certificate(contact=lantern.contact, course=course, by=coordinator, now=now, hours=Decimal(4))
    assert row.number.startswith("MC-2026-000001-")
    assert (row.completed_on, row.expires_on) == (date(2026, 11, 18), date(2027, 11, 18))
    assert (row.holder_name, row.hours, row.participant) == (lantern.contact.name, Decimal(4), lantern.participant)
    assert bytes(row.document.content.content).startswith(b"%PDF")
    assert row.document.participant_id == lantern.participant.pk
    assert AuditEvent.objects.filter(verb="training.certificate.issued", object_ref=row.ref).count() == 1
    assert Notification.objects.filter(kind="training.certificate.issued", recipient=org_admin).count() == 1
    second = issue_certificate(contact=lantern.contact, course=CourseFactory(), by=coordinator, now=now)
    assert second.number.startswith("MC-2026-000002-")


def test_only_the_training_department_issues(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        issue_certificate(contact=lantern.contact, course=CourseFactory(), by=manager, now=now)


def test_the_same_completion_is_certified_once(lantern: SimpleNamespace, coordinator: User, now: datetime) -> None:
    course = CourseFactory()
    issue_certificate(contact=lantern.contact, course=course, by=coordinator, now=now)
    with pytest.raises(Refused, match="already"):
        issue_certificate(contact=lantern.contact, course=course, by=coordinator, now=now)
    with pytest.raises(Refused, match="still to come"):
        issue_certificate(
            contact=lantern.contact, course=course, by=coordinator, now=now, completed_on=date(2026, 11, 19)
        )


def test_of_a_session_only_who_was_there_and_passed_is_certified(
    lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    course = CourseFactory(tested=True, ceh=Decimal(8))
    session = SessionFactory(course=course, starts_at=datetime.fromisoformat("2026-11-16T14:30:00+00:00"))
    seat = EnrollmentFactory(session=session, contact=lantern.contact)
    given = {"contact": lantern.contact, "course": course, "enrollment": seat, "by": coordinator, "now": now}
    mark = AttendanceFactory(enrollment=seat, present=False)
    with pytest.raises(Refused, match="not there on every day"):
        issue_certificate(**given)
    mark.present = True
    mark.save()
    ResultFactory(enrollment=seat, percent=Decimal(69), taken_on=date(2026, 11, 16))
    with pytest.raises(Refused, match="not passed"):
        issue_certificate(**given)
    ResultFactory(enrollment=seat, attempt=2, percent=Decimal(70), taken_on=date(2026, 11, 17))
    row = issue_certificate(**given)
    assert (row.completed_on, row.percent, row.hours) == (date(2026, 11, 17), Decimal(70), Decimal(8))
    assert row.version == session.version


def test_what_is_taken_alone_earns_no_hours_and_a_score_below_the_mark_no_certificate(
    lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    course = CourseFactory(tested=True, ceh=Decimal(8))
    given = {"contact": lantern.contact, "course": course, "by": coordinator, "now": now}
    with pytest.raises(Refused, match="below the 70 percent"):
        issue_certificate(percent=Decimal("69.99"), **given)
    assert issue_certificate(percent=Decimal(70), completed_on=date(2026, 11, 1), **given).hours == 0
    window = SessionFactory(course=course, format=Format.SELF_PACED)
    seat = EnrollmentFactory(session=window, contact=lantern.contact)
    ResultFactory(enrollment=seat, percent=Decimal(80), taken_on=date(2026, 11, 17))
    row = issue_certificate(enrollment=seat, **given)
    assert (row.completed_on, row.hours) == (date(2026, 11, 17), 0)


def test_a_revoked_one_keeps_its_number_and_tells_why(
    lantern: SimpleNamespace, coordinator: User, manager: User, now: datetime
) -> None:
    row = issue_certificate(contact=lantern.contact, course=CourseFactory(), by=coordinator, now=now)
    with pytest.raises(NotPermitted):
        revoke_certificate(certificate=row, by=manager, now=now, reason="No")
    with pytest.raises(Refused, match="reason"):
        revoke_certificate(certificate=row, by=coordinator, now=now, reason=" ")
    revoked = revoke_certificate(certificate=row, by=coordinator, now=now, reason="Entered for the wrong person")
    assert (revoked.number, revoked.revoked_at) == (row.number, now)
    with pytest.raises(Refused, match="already"):
        revoke_certificate(certificate=row, by=coordinator, now=now, reason="Again")


def test_a_corrected_name_makes_a_new_paper_and_ends_the_old_one(
    lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    old = issue_certificate(contact=lantern.contact, course=CourseFactory(validity_months=6), by=coordinator, now=now)
    Course.objects.update(title="Renamed since", validity_months=24)
    new = reissue_certificate(
        certificate=old, by=coordinator, now=now, holder_name="Ana Q. Lantern", reason="Second name missing"
    )
    old.refresh_from_db()
    assert new.course_title == old.course_title != "Renamed since"
    assert (new.replaces, new.holder_name, old.revoke_reason) == (old, "Ana Q. Lantern", "Second name missing")
    assert (new.completed_on, new.expires_on) == (old.completed_on, old.expires_on)
    assert new.number != old.number
    assert Certificate.objects.standing().get() == new
