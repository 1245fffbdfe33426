from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.models import Contact
from participants.tests.factories import ContactFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from training.actions.enrolling import approve_enrollment, decline_enrollment, enroll
from training.choices import EnrolledAs, EnrollmentState, SessionState
from training.models import Enrollment
from training.positions import position_of, positions_of, with_positions
from training.tests.actions.classes import entered, inside, people, require_true_counters, told, words
from training.tests.factories import CourseFactory, SessionFactory
from training.tests.outcome_factories import CertificateFactory

pytestmark = pytest.mark.django_db


def test_a_member_takes_a_seat_oneself_and_becomes_a_contact(
    lantern: SimpleNamespace, member: User, now: datetime
) -> None:
    session = SessionFactory()
    row = inside(member, enroll, session=session, participant=lantern.participant, now=now)
    contact = Contact.objects.get(user=member)
    assert (row.contact, row.state, row.entered_as) == (contact, EnrollmentState.SEATED, EnrolledAs.SELF)
    assert (contact.name, contact.email) == (member.name, member.email)
    assert words(row) == ["A seat was free."]
    assert told("enrollment.seated") == [member.email]
    event = AuditEvent.objects.get(verb="training.enrollment.seated")
    assert (event.object_ref, event.by, event.participant_id) == (row.ref, member, lantern.participant.pk)
    own = AuditEvent.objects.filter(verb__in=("training.enrollment.seated", "participants.contact.added"))
    assert list(own.values_list("acting_for_id", flat=True)) == [lantern.participant.pk] * 2
    require_true_counters(session)


def test_a_member_is_linked_to_the_contact_with_the_same_address(
    lantern: SimpleNamespace, member: User, now: datetime
) -> None:
    known = ContactFactory(participant=lantern.participant, email=member.email)
    row = inside(member, enroll, session=SessionFactory(), participant=lantern.participant, now=now)
    known.refresh_from_db()
    assert (row.contact_id, known.user) == (known.pk, member)
    assert AuditEvent.objects.filter(verb="participants.contact.changed").count() == 1
    again = inside(member, enroll, session=SessionFactory(), participant=lantern.participant, now=now)
    assert again.contact_id == known.pk


def test_who_may_enter_whom(
    lantern: SimpleNamespace, member: User, org_admin: User, outsider: User, manager: User, colleague: User,
    coordinator: User, auditor: User, now: datetime,
) -> None:  # fmt: skip
    session, company = SessionFactory(), lantern.participant
    terms = {"session": session, "participant": company, "now": now}
    for who in (member, outsider):
        with pytest.raises(NotPermitted):
            inside(who, enroll, contact=lantern.contact, **terms)
    for who in (colleague, auditor):
        with pytest.raises(NotPermitted):
            enroll(by=who, contact=lantern.contact, **terms)
    assert not Enrollment.objects.exists()
    first, second, third = people(company, 3)
    assert inside(org_admin, enroll, contact=first, **terms).entered_as == EnrolledAs.ADMINISTRATOR
    assert enroll(by=manager, contact=second, **terms).entered_as == EnrolledAs.STAFF
    assert enroll(by=coordinator, contact=third, **terms).entered_as == EnrolledAs.STAFF
    with pytest.raises(Refused, match="Choose the person"):
        enroll(by=manager, **terms)


def test_when_seats_are_gone_people_wait_by_number(
    lantern: SimpleNamespace, coordinator: User, org_admin: User, now: datetime
) -> None:
    session = SessionFactory(seats=2)
    rows = entered(session, people(lantern.participant, 5), by=coordinator, now=now)
    assert [row.state for row in rows] == ["seated"] * 2 + ["waiting"] * 3
    assert [row.queued for row in rows] == [None, None, 1, 2, 3]
    assert words(rows[2]) == ["All seats are taken."]
    assert [row.position for row in with_positions(rows)] == [None, None, 1, 2, 3]
    assert positions_of(session) == {rows[2].ref: 1, rows[3].ref: 2, rows[4].ref: 3}
    assert inside(org_admin, lambda by: position_of(rows[3])) == 2
    assert len(told("enrollment.waiting")) == 3
    require_true_counters(session)
    assert (session.seats_left, session.last_queued) == (0, 3)


def test_the_same_person_is_not_entered_twice(lantern: SimpleNamespace, coordinator: User, now: datetime) -> None:
    session = SessionFactory()
    entered(session, [lantern.contact], by=coordinator, now=now)
    with pytest.raises(Refused, match="already"):
        entered(session, [lantern.contact], by=coordinator, now=now)
    require_true_counters(session)


@pytest.mark.parametrize("state", [SessionState.DRAFT, SessionState.CANCELED])
def test_a_session_that_is_not_announced_takes_nobody(
    lantern: SimpleNamespace, coordinator: User, now: datetime, state: str
) -> None:
    ended = {"ended_at": now} if state == SessionState.CANCELED else {}
    with pytest.raises(Refused, match="announced|canceled"):
        entered(SessionFactory(state=state, **ended), [lantern.contact], by=coordinator, now=now)


def test_the_staff_overrules_the_audience_with_a_reason(
    lantern: SimpleNamespace, org_admin: User, manager: User, now: datetime
) -> None:
    session = SessionFactory(audience=["TDSP"])
    terms = {"session": session, "participant": lantern.participant, "contact": lantern.contact, "now": now}
    with pytest.raises(Refused, match="registered as TDSP"):
        inside(org_admin, enroll, reason="Please", **terms)
    with pytest.raises(Refused, match="registered as TDSP"):
        enroll(by=manager, **terms)
    row = enroll(by=manager, reason="They apply next month", **terms)
    assert "They apply next month" in words(row)[0]
    own = SessionFactory(audience=["RE", "TDSP"])
    assert entered(own, [lantern.contact], by=manager, now=now)


def test_after_it_closed_only_the_staff_enters_people(
    lantern: SimpleNamespace, member: User, coordinator: User, now: datetime
) -> None:
    session = SessionFactory(closes_at=now - timedelta(minutes=1))
    terms = {"session": session, "participant": lantern.participant, "now": now}
    with pytest.raises(Refused, match="closed"):
        inside(member, enroll, **terms)
    assert enroll(by=coordinator, contact=lantern.contact, reason="Asked by phone", **terms).holds_a_seat


def test_where_enrollment_is_approved_a_coordinator_decides(
    lantern: SimpleNamespace, member: User, manager: User, coordinator: User, now: datetime
) -> None:
    basics = CourseFactory(code="BASIC")
    session = SessionFactory(seats=1, course__need_approval=True)
    session.course.prerequisites.add(basics)
    row = inside(member, enroll, session=session, participant=lantern.participant, now=now)
    other = enroll(session=session, participant=lantern.participant, contact=lantern.contact, by=manager, now=now)
    assert (row.state, told("enrollment.requested")) == ("requested", [coordinator.email] * 2)
    assert "without a certificate in force: BASIC" in words(row)[0]
    with pytest.raises(NotPermitted):
        approve_enrollment(enrollment=row, by=manager, now=now)
    approve_enrollment(enrollment=other, by=coordinator, now=now)
    approve_enrollment(enrollment=row, by=coordinator, now=now)
    row.refresh_from_db()
    assert (row.state, row.queued) == ("waiting", 1)
    with pytest.raises(Refused, match="not wait for approval"):
        decline_enrollment(enrollment=row, by=coordinator, now=now, reason="No")
    require_true_counters(session)


def test_who_is_declined_reads_why(lantern: SimpleNamespace, member: User, coordinator: User, now: datetime) -> None:
    session = SessionFactory(need_approval=True)
    row = inside(member, enroll, session=session, participant=lantern.participant, now=now)
    decline_enrollment(enrollment=row, by=coordinator, now=now, reason="Take the basic course first.")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "Take the basic course first.")
    assert told("enrollment.declined") == [member.email]


def test_what_a_certificate_in_force_shows_is_not_missing(
    lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    basics = CourseFactory()
    session = SessionFactory()
    session.course.prerequisites.add(basics)
    CertificateFactory(course=basics, contact=lantern.contact)
    [row] = entered(session, [lantern.contact], by=coordinator, now=now)
    assert words(row) == ["A seat was free."]
