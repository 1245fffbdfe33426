"""Pages of sessions: the outsider first, then what staff and participants see and do."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from participants.tests.factories import ContactFactory
from portal.testing import member_of
from training.actions.enrolling import enroll
from training.actions.withdrawing import withdraw
from training.choices import EnrollmentState, Format, SessionState
from training.forms.sessions import DayFormSet, SessionForm
from training.models import CourseSession, Enrollment, SessionLink
from training.tests.actions.classes import load_deadlines
from training.tests.factories import CourseFactory, SessionDayFactory, SessionFactory

pytestmark = pytest.mark.django_db

DESK_FORMS = ("change", "publish", "finish", "cancel", "enroll")
ENROLLMENT_FORMS = ("approve", "decline", "withdraw", "accept-offer", "decline-offer")
MY_ENROLLMENT_FORMS = ("withdraw", "accept-offer", "decline-offer")


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def session(now: datetime) -> CourseSession:
    """Online, in twenty days, with two seats, on a fixed hour of its day."""
    load_deadlines(now)
    starts_at = (now + timedelta(days=20)).replace(hour=15, minute=0, second=0)
    row = SessionFactory(
        course=CourseFactory(code="WMO-RT"), format=Format.ONLINE, place="", seats=2, starts_at=starts_at
    )
    SessionDayFactory(session=row)
    SessionLink.objects.create(session=row, url="https://join.example/secret", note="code 4711")
    return row


def seat(session: CourseSession, contact: Any, by: User, now: datetime) -> Enrollment:
    return enroll(session=session, participant=contact.participant, contact=contact, by=by, now=now)


def full(session: CourseSession, company: SimpleNamespace, by: User, now: datetime) -> list[Enrollment]:
    """Two people of a company in the two seats."""
    people = [ContactFactory(participant=company.participant, name=f"Seated {number}") for number in (1, 2)]
    return [seat(session, one, by, now) for one in people]


def page(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_the_outsider_finds_no_page_of_the_desk_and_no_foreign_enrollment(
    session: CourseSession, outsider: User, lantern: SimpleNamespace, coordinator: User, signed_in: Any, now: datetime
) -> None:
    row = seat(session, lantern.contact, coordinator, now)
    client = signed_in(outsider)
    asked = [reverse(f"training:session-{name}", args=[session.ref]) for name in ("detail", "ics", *DESK_FORMS)]
    asked += [reverse(f"training:enrollment-{name}", args=[row.ref]) for name in ("detail", *ENROLLMENT_FORMS)]
    asked += [reverse(f"my-enrollment-{name}", args=[row.ref]) for name in MY_ENROLLMENT_FORMS]
    asked += [reverse("my-enrollment", args=[row.ref])]
    answers = [(client.get(url).status_code, client.post(url).status_code) for url in asked]
    assert {codes[0] for codes in answers} == {404}
    assert {codes[1] for codes in answers} <= {404, 405}
    row.refresh_from_db()
    assert row.state == EnrollmentState.SEATED
    assert lantern.contact.name not in page(client, "my-session", session.ref)


def test_the_link_is_read_with_a_seat_alone_even_without_the_wall(
    session: CourseSession, member: User, org_admin: User, lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    own = ContactFactory(participant=lantern.participant, user=member, name=member.name, email=member.email)
    assert not SessionLink.objects.visible_to(member).exists()
    seat(session, own, coordinator, now)
    assert SessionLink.objects.visible_to(member).exists()
    assert not SessionLink.objects.visible_to(org_admin).exists()
    assert SessionLink.objects.visible_to(coordinator).exists()


def test_a_draft_is_the_desks_own(session: CourseSession, member: User, signed_in: Any) -> None:
    CourseSession.objects.update(state=SessionState.DRAFT, published_at=None)
    assert signed_in(member).get(session.get_my_url()).status_code == 404
    assert session.ref not in page(signed_in(member), "my-session-list")


def test_an_account_manager_reads_numbers_of_companies_out_of_sight(
    session: CourseSession, manager: User, coordinator: User, restricted: SimpleNamespace, lantern: SimpleNamespace,
    signed_in: Any, now: datetime,
) -> None:  # fmt: skip
    seat(session, lantern.contact, coordinator, now)
    seat(session, restricted.contact, coordinator, now)
    shown = page(signed_in(manager), "training:session-detail", session.ref)
    assert lantern.contact.name in shown
    assert restricted.contact.name not in shown
    assert restricted.participant.name not in shown
    assert "1 more of participants that you do not see." in shown
    assert restricted.contact.name in page(signed_in(coordinator), "training:session-detail", session.ref)


def test_a_coordinator_plans_changes_announces_and_cancels(
    session: CourseSession, coordinator: User, signed_in: Any, now: datetime
) -> None:
    client = signed_in(coordinator)
    day = (now + timedelta(days=30)).date()
    data = {
        "course": "WMO-RT", "title": "", "format": "classroom", "zone": "America/New_York",
        "place": "Taylor", "seats": "12",
        "instructors": f"{coordinator.name}\nDr. Outside", "note": "Bring a laptop.",
        "days-TOTAL_FORMS": "2", "days-INITIAL_FORMS": "0",
        "days-0-day": day.isoformat(), "days-0-starts": "09:00", "days-0-ends": "17:00",
        "days-1-day": (day + timedelta(days=1)).isoformat(), "days-1-starts": "08:00", "days-1-ends": "12:00",
    }  # fmt: skip
    response = client.post(reverse("training:session-add"), data)
    assert response.status_code == 302, response.content
    added = CourseSession.objects.exclude(pk=session.pk).get()
    assert (added.state, added.seats, added.days.count()) == (SessionState.DRAFT, 12, 2)
    assert added.starts_at.astimezone(UTC).hour in (13, 14)
    assert [(one.name, one.person) for one in added.instructors.order_by("id")] == [
        (coordinator.name, coordinator),
        ("Dr. Outside", None),
    ]
    form = client.get(reverse("training:session-change", args=[added.ref])).context["days"]
    assert [one.initial["starts"].hour for one in form.forms if one.initial] == [9, 8]
    assert "Publish" in page(client, "training:session-publish", added.ref)
    assert client.post(reverse("training:session-publish", args=[added.ref])).status_code == 302
    refused = client.post(reverse("training:session-cancel", args=[added.ref]), {"reason": ""})
    assert refused.status_code == 422
    assert client.post(reverse("training:session-cancel", args=[added.ref]), {"reason": "Storm"}).status_code == 302
    added.refresh_from_db()
    assert (added.state, added.cancel_reason) == (SessionState.CANCELED, "Storm")


def test_who_does_not_run_training_is_told_so(session: CourseSession, manager: User, signed_in: Any) -> None:
    client = signed_in(manager)
    for url in (reverse("training:session-add"), reverse("training:session-cancel", args=[session.ref])):
        assert client.get(url).status_code == client.post(url).status_code == 403


def test_staff_enters_people_of_a_participant_as_a_group(
    session: CourseSession, manager: User, lantern: SimpleNamespace, mesa: SimpleNamespace, signed_in: Any
) -> None:
    client = signed_in(manager)
    people = [lantern.contact, ContactFactory(participant=lantern.participant, name="Second One")]
    start = reverse("training:session-enroll", args=[session.ref])
    response = client.post(start, {"company": lantern.participant.duns})
    assert response.status_code == 302
    chosen = f"{start}?participant={lantern.participant.ref}"
    assert response["Location"] == chosen
    foreign = client.post(chosen, {"contacts": [mesa.contact.ref]})
    assert foreign.status_code == 422
    assert client.post(chosen, {"contacts": [one.ref for one in people], "together": "on"}).status_code == 302
    assert set(Enrollment.objects.values_list("state", "group__together")) == {("seated", True)}
    assert client.get(f"{start}?participant={mesa.participant.ref}").status_code == 403


def test_a_member_enrolls_joins_the_line_and_takes_the_offer(
    session: CourseSession, member: User, mesa: SimpleNamespace, coordinator: User, signed_in: Any, now: datetime
) -> None:
    seated = full(session, mesa, coordinator, now)
    client = signed_in(member)
    assert "Join the waiting list" in page(client, "my-session", session.ref)
    assert client.post(reverse("my-session-enroll", args=[session.ref])).status_code == 302
    shown = page(client, "my-session", session.ref)
    assert "You are at place 1 of 1 in the waiting list." in shown
    assert "join.example" not in shown
    assert not any(one.contact.name in shown for one in seated)
    withdraw(enrollment=seated[0], by=coordinator, now=now, reason="Cannot come")
    own = Enrollment.objects.get(contact__user=member)
    assert own.state == EnrollmentState.OFFERED
    assert "A seat is kept for you until" in page(client, "my-session", session.ref)
    assert "eight business hours" in page(client, "my-enrollment", own.ref)
    assert client.post(reverse("my-enrollment-accept-offer", args=[own.ref])).status_code == 302
    shown = page(client, "my-session", session.ref)
    assert "You have a seat." in shown
    assert "https://join.example/secret" in shown
    assert "code 4711" in shown
    gone = client.post(reverse("my-enrollment-withdraw", args=[own.ref]), {"reason": "Ill"})
    assert gone.status_code == 302
    assert "join.example" not in page(client, "my-session", session.ref)


def test_an_administrator_enters_own_people_and_a_member_may_not(
    session: CourseSession,
    member: User,
    org_admin: User,
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    signed_in: Any,
) -> None:
    url = reverse("my-session-enroll-people", args=[session.ref])
    assert signed_in(member).get(url).status_code == 403
    client = signed_in(org_admin)
    assert client.post(url, {"contacts": [mesa.contact.ref]}).status_code == 422
    assert client.post(url, {"contacts": [lantern.contact.ref]}).status_code == 302
    row = Enrollment.objects.get()
    assert (row.contact, row.entered_as, row.state) == (lantern.contact, "administrator", "seated")
    assert lantern.contact.name in page(client, "my-session", session.ref)
    # Neither the seat of somebody else nor its link is a member's to read; the administrator's is not either.
    assert lantern.contact.name not in page(signed_in(member), "my-session", session.ref)
    assert "join.example" not in page(signed_in(org_admin), "my-session", session.ref)


def test_the_file_for_calendars_has_an_event_a_day_and_follows_changes(
    session: CourseSession, member: User, signed_in: Any
) -> None:
    SessionDayFactory(session=session, starts_at=session.starts_at + timedelta(days=1))
    CourseSession.objects.update(revision=3)
    response = signed_in(member).get(reverse("my-session-ics", args=[session.ref]))
    assert response["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(response.content)
    events = calendar.walk("VEVENT")
    assert [str(event["uid"]).split("@")[0] for event in events] == [f"{session.ref}-1", f"{session.ref}-2"]
    assert {int(event["sequence"]) for event in events} == {3}
    assert events[0].decoded("dtstart") == session.starts_at
    assert str(calendar["method"]) == "PUBLISH"
    assert b"join.example" not in response.content
    CourseSession.objects.update(state=SessionState.CANCELED, ended_at=session.starts_at, cancel_reason="Storm")
    calendar = Calendar.from_ical(signed_in(member).get(reverse("my-session-ics", args=[session.ref])).content)
    assert str(calendar["method"]) == "CANCEL"
    assert {str(event["status"]) for event in calendar.walk("VEVENT")} == {"CANCELLED"}


def test_the_month_shows_each_day_in_the_zone_of_its_session(
    session: CourseSession, member: User, coordinator: User, signed_in: Any
) -> None:
    # Half past ten in the evening of January 31 in Texas is February 1 in UTC.
    late = datetime(2031, 2, 1, 4, 30, tzinfo=UTC)
    row = SessionFactory(course__code="OTS", starts_at=late)
    SessionDayFactory(session=row, starts_at=late)
    for person, name in ((member, "my-session-calendar"), (coordinator, "training:session-calendar")):
        client = signed_in(person)
        january = client.get(reverse(name), {"month": "2031-01"})
        (day,) = january.context["agenda"]
        assert day.day.isoformat() == "2031-01-31"
        assert "22:30" in january.content.decode()
        assert client.get(reverse(name), {"month": "2031-02"}).context["agenda"] == []


def test_a_file_of_sessions_is_looked_at_before_all_or_nothing_is_added(
    session: CourseSession, coordinator: User, manager: User, signed_in: Any, now: datetime
) -> None:
    url, client = reverse("training:session-import"), signed_in(coordinator)
    day = (now + timedelta(days=40)).date().isoformat()
    head = "course,format,date,starts,ends,place,seats"
    good, bad = f"WMO-RT,classroom,{day},08:30,17:00,Taylor,30", f"NOPE,online,{day},08:30,17:00,,"
    shown = client.post(url, {"file": upload("sessions.csv", f"{head}\n{good}\n{bad}\n")})
    assert "row 3: There is no course NOPE in the catalog." in shown.content.decode()
    assert 'name="text"' not in shown.content.decode()
    shown = client.post(url, {"file": upload("sessions.csv", f"{head}\n{good}\n")})
    assert "Add 1 draft" in shown.content.decode()
    assert CourseSession.objects.count() == 1
    assert client.post(url, {"text": shown.context["text"]}).status_code == 302
    assert client.post(url, {"text": shown.context["text"]}).status_code == 422
    assert CourseSession.objects.filter(state=SessionState.DRAFT, seats=30).count() == 1
    assert signed_in(manager).get(url).status_code == 403


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_narrowed_administrator_is_no_administrator_here(
    session: CourseSession, lantern: SimpleNamespace, signed_in: Any
) -> None:
    person = member_of(lantern.participant, "Nan Narrow", "nan@prairielantern.example", "admin")
    membership = person.memberships.get()
    membership.narrowed = True
    membership.save(update_fields=["narrowed"])
    membership.registrations.set([lantern.qse])
    assert signed_in(person).get(reverse("my-session-enroll-people", args=[session.ref])).status_code == 403


def test_a_window_that_would_open_at_a_time_the_clocks_skip_is_refused_in_words(session: CourseSession) -> None:
    given = {"format": "self_paced", "zone": "America/Havana", "ends_on": "2027-04-01"}
    skipped = SessionForm(given | {"opens_on": "2027-03-14"}, row=session)
    assert not skipped.is_valid()
    assert "the clocks skip 00:00" in skipped.errors["opens_on"][0]
    sound = SessionForm(given | {"opens_on": "2027-03-15"}, row=session)
    assert sound.is_valid(), sound.errors
    assert sound.given(DayFormSet())["days"] == [
        (datetime(2027, 3, 15, 4, tzinfo=UTC), datetime(2027, 4, 2, 4, tzinfo=UTC))
    ]
