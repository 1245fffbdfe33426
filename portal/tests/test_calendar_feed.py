"""One's calendar feed: what stands in it, that nothing confidential does, and when it stops."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import CalendarFeed, User
from participants.actions.agencies import withdraw_agency
from participants.actions.follow_ups import add_follow_up
from participants.models import Agency, Meeting
from participants.tests.actions.owing import load_obligations, owe
from portal.testing import furnish_checklist
from training.tests.factories import EnrollmentFactory, SessionDayFactory, SessionFactory

pytestmark = pytest.mark.django_db
SECRETS = ("Prairie Lantern", "Blue Mesa", "QLANTERN", "Quarterly talk", "Swap the meters", "lantern", "mesa")


def _subscribe(client: Client) -> str:
    """The address as the page shows it once."""
    text = client.post(reverse("accounts:feed-make")).content.decode()
    return re.search(r"/calendar/[\w-]{43}\.ics", text)[0]


def _read(address: str) -> dict[str, str]:
    """The events of the feed by reference, read by somebody who is not signed in."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    text = answer.content.decode()
    assert not [word for word in SECRETS if word in text]
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events)
    return {str(event["summary"]).rsplit("(", 1)[1].rstrip(")"): str(event["summary"]) for event in events}


def test_a_participants_user_subscribes_rotates_and_ends(
    signed_in, member: User, lantern: SimpleNamespace, mesa: SimpleNamespace, outsider: User, senior: User
) -> None:
    now = timezone.now()
    load_obligations(now)
    own = owe(lantern.participant, registration=lantern.qse)
    foreign = owe(mesa.participant, registration=mesa.qse)
    furnish_checklist(lantern.qse, "lantern")
    lantern.contact.user = member
    lantern.contact.save()
    starts_at = now + timedelta(days=9)
    session = SessionFactory(starts_at=starts_at)
    SessionDayFactory(session=session)
    EnrollmentFactory(session=session, contact=lantern.contact)
    client = signed_in(member)
    address = _subscribe(client)
    found = _read(address)
    assert found[own.ref] == f"Obligations: file it, and record its number ({own.ref})"
    assert session.ref in found
    assert foreign.ref not in found
    assert CalendarFeed.objects.get(person=member).read_at is not None
    assert "last read" in client.get(reverse("accounts:settings")).content.decode()
    anew = _subscribe(client)
    assert anew != address
    assert Client().get(address).status_code == 404
    assert own.ref in _read(anew)
    member.is_active = False
    member.save()
    assert Client().get(anew).status_code == 404
    member.is_active = True
    member.save()
    assert client.post(reverse("accounts:feed-end")).status_code == 302
    assert Client().get(anew).status_code == 404
    assert Client().get("/calendar/guess.ics").status_code == 404


def test_an_agents_calendar_holds_each_principal_until_it_withdraws(
    signed_in, agent: User, org_admin: User, lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User
) -> None:
    now = timezone.now()
    load_obligations(now)
    both = [owe(one.participant, registration=one.qse).ref for one in (lantern, mesa)]
    address = _subscribe(signed_in(agent))
    assert set(both) <= set(_read(address))
    agency = Agency.objects.get(participant=lantern.participant)
    withdraw_agency(agency=agency, by=manager, now=now, reason="Over")
    assert both[0] not in _read(address)
    assert both[1] in _read(address)


def test_staff_read_what_is_due_and_their_meetings(signed_in, manager: User, lantern: SimpleNamespace) -> None:
    now = timezone.now()
    load_obligations(now)
    follow_up = add_follow_up(
        participant=lantern.participant, title="Swap the meters", responsible=manager, by=manager, now=now, in_days=5,
    )  # fmt: skip
    meeting = Meeting.objects.create(
        participant=lantern.participant, title="Quarterly talk", starts_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=1, hours=1), organizer=manager, organizer_name=manager.name, changed_at=now,
    )  # fmt: skip
    found = _read(_subscribe(signed_in(manager)))
    assert found[meeting.ref] == f"Meeting ({meeting.ref})"
    assert follow_up.ref in found
