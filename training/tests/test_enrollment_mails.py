"""What leaves by e-mail: drawn for its reader, with the link to join for those alone who have a seat."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from participants.actions.contacts import change_contact, remove_contact
from portal.calendars.tests.almanac import at
from portal.outbox import delivery
from portal.outbox.models import OutboundMessage
from training.actions.enrolling import enroll
from training.actions.sessions import cancel_session, change_session
from training.actions.withdrawing import withdraw
from training.models import CourseSession, Enrollment, SessionLink
from training.tests.actions.classes import entered, inside, load_deadlines, people
from training.tests.factories import SessionDayFactory, SessionFactory

pytestmark = pytest.mark.django_db

LINK = "https://meet.iso.example/room-7"


@pytest.fixture(autouse=True)
def surroundings(settings: Any, now: datetime) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    load_deadlines(now)


@pytest.fixture
def session() -> CourseSession:
    found = SessionFactory(seats=2, format="online", place="", title="Settlements, first part")
    SessionDayFactory(session=found)
    SessionLink.objects.create(session=found, url=LINK, note="Code 1234")
    return found


def delivered(now: datetime) -> dict[str, list[str]]:
    """The texts that left, by address; each also in HTML."""
    delivery.deliver_due(clock=lambda: now + timedelta(hours=1), limit=timedelta(seconds=50))
    found: dict[str, list[str]] = {}
    for one in mail.outbox:
        html = one.alternatives[0][0]
        assert (LINK in one.body) == (LINK in html)
        found.setdefault(one.to[0], []).append(one.body)
        assert "Settlements" not in one.subject
    mail.outbox = []
    return found


def test_the_link_to_join_reaches_people_with_a_seat_alone(
    session: CourseSession, lantern: SimpleNamespace, member: User, org_admin: User, coordinator: User, now: datetime
) -> None:
    company = lantern.participant
    inside(member, enroll, session=session, participant=company, now=now)
    bare, waits = people(company, 2)
    inside(org_admin, enroll, session=session, participant=company, contact=bare, now=now)
    inside(org_admin, enroll, session=session, participant=company, contact=waits, now=now)
    found = delivered(now)
    assert set(found) == {member.email, bare.email, waits.email}
    for address in (member.email, bare.email):
        assert LINK in found[address][0]
        assert "Code 1234" in found[address][0]
        assert "Tuesday, February 9, 2027, 08:30 to 16:30 CST" in found[address][0]
        assert "Settlements, first part" in found[address][0]
    assert LINK not in found[waits.email][0]
    assert "All seats are taken" in found[waits.email][0]
    # Nobody but the person: an administrator is not told the link of a seat that is somebody else's.
    assert LINK not in str(OutboundMessage.objects.values_list("facts", flat=True))


def test_an_offer_says_until_when_the_seat_is_kept(
    session: CourseSession, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    rows = entered(session, people(lantern.participant, 3), by=coordinator, now=now)
    withdraw(enrollment=rows[0], by=coordinator, now=now, reason="On vacation")
    found = delivered(now)
    offered = [text for text in found[rows[2].contact.email] if "kept until" in text]
    assert "The seat is kept until Thursday, November 19, 2026, 09:00 CST." in offered[0]
    assert [text for text in found[coordinator.email] if "kept until" in text]
    assert "On vacation" in found[rows[0].contact.email][-1]


def test_a_change_tells_old_and_new_and_a_cancellation_why(
    session: CourseSession, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    [row] = entered(session, [lantern.contact], by=coordinator, now=now)
    days = [(at("2027-02-11 09:00"), at("2027-02-11 17:00"))]
    change_session(session=session, by=coordinator, now=now, days=days, link_url=LINK + "b")
    text = delivered(now)[row.contact.email][-1]
    assert "Days: Thursday, February 11, 2027, 09:00 to 17:00 CST (before: Tuesday, February 9, 2027" in text
    assert "Link to join: changed" in text
    assert LINK + "b" in text
    cancel_session(session=session, by=coordinator, now=now + timedelta(hours=2), reason="The instructor is ill.")
    text = delivered(now + timedelta(hours=2))[row.contact.email][-1]
    assert "The session was canceled: The instructor is ill." in text
    assert LINK not in text


def test_what_a_companys_user_wrote_is_not_mailed_to_an_address_nobody_confirmed(
    session: CourseSession, lantern: SimpleNamespace, member: User, org_admin: User, coordinator: User, now: datetime
) -> None:
    [bare] = people(lantern.participant, 1)
    own = inside(member, enroll, session=session, participant=lantern.participant, now=now)
    [row] = entered(session, [bare], by=coordinator, now=now)
    for one in (own, row):
        inside(org_admin, withdraw, enrollment=one, now=now, reason="Pay at evil.example")
    found = delivered(now)
    assert "no longer enrolled" in found[bare.email][-1]
    assert "evil.example" not in str(found[bare.email])
    assert "evil.example" in found[member.email][-1]


def test_nothing_goes_to_an_address_that_is_no_longer_the_persons(
    session: CourseSession, lantern: SimpleNamespace, manager: User, coordinator: User, now: datetime
) -> None:
    moved, removed = people(lantern.participant, 2)
    entered(session, [moved, removed], by=coordinator, now=now)
    change_contact(contact=moved, by=manager, now=now, email="elsewhere@company.example")
    remove_contact(contact=removed, by=manager, now=now)
    assert delivered(now) == {}
    assert Enrollment.objects.live().count() == 2
    assert set(OutboundMessage.objects.values_list("state", flat=True)) == {"dropped"}
