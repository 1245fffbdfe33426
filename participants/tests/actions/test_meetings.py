"""Meetings: invited with a file for the calendar, changed, called off, answered by link and in the portal, held."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as django_mail
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from participants.access import acting_as
from participants.actions.meeting_answers import answer_invitation
from participants.actions.meetings import cancel_meeting, change_meeting, hold_meeting, plan_meeting
from participants.invitation_links import guest_of, token_of
from participants.models import Interaction, LastContact, Meeting, MeetingGuest, Membership, Participant
from participants.tests.factories import ContactFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.delivery import deliver_due
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db


def sent(at: datetime) -> dict[str, Any]:
    """The mails that leave by then, by address, each with its calendar."""
    django_mail.outbox = []
    deliver_due(clock=lambda: at, limit=timedelta(minutes=1))
    return {mail.to[0]: mail for mail in django_mail.outbox}


def event_in(mail: Any) -> tuple[str, Any]:
    found = [content for content, kind in mail.alternatives if kind.startswith("text/calendar")]
    calendar = Calendar.from_ical(found[0])
    assert f'method="{calendar["method"]}"' in mail.message().as_string()
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def test_a_meeting_goes_into_calendars_and_comes_back_answered(
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    manager: User,
    colleague: User,
    member: User,
    outsider: User,
    now: datetime,
    settings: Any,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_REPLY_ADDRESS = "issues@portal.example"
    theirs = ContactFactory(participant=lantern.participant, name=member.name, email=member.email, user=member)
    starts = now + timedelta(days=3)
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    given = {"by": manager, "now": now}
    details = {"title": "Review", "place": "Room 4", "agenda": "The plan", "topics": ["plan"]}
    planned = {"participant": lantern.participant, **details, **times, **given}
    meeting = plan_meeting(**planned, contacts=[lantern.contact, theirs], colleagues=[colleague])
    mails = sent(now)
    assert set(mails) == {lantern.contact.email, member.email, manager.email, colleague.email}
    for mail in mails.values():
        assert "Review" not in mail.subject
        assert "Lantern" not in mail.subject
    method, event = event_in(mails[lantern.contact.email])
    uid = str(event["uid"])
    assert (method, event["sequence"], str(event["summary"])) == ("REQUEST", 0, "Review")
    assert event["organizer"] == "mailto:issues@portal.example"
    assert event["attendee"] == f"mailto:{lantern.contact.email}"
    assert event["attendee"].params["partstat"] == "NEEDS-ACTION"
    guest = meeting.guests.get(contact=lantern.contact)
    assert token_of(guest) in mails[lantern.contact.email].body
    assert meeting.guests.get(person=manager).answer == "accepted"

    # By link, without an account; in the portal, by whom it is meant for and nobody else.
    assert guest_of(token_of(guest), now=now) == guest
    assert guest_of(f"{token_of(guest)}x", now=now) is None
    answer_invitation(guest=guest, answer="accepted", way="link", remark="  With\npleasure ", now=now)
    guest.refresh_from_db()
    assert (guest.answer, guest.way, guest.remark) == ("accepted", "link", "With pleasure")
    own = meeting.guests.get(contact=theirs)
    with acting_as(member, lantern.participant.pk, now=now):
        assert list(Meeting.objects.visible_to(member)) == list(Meeting.objects.all()) == [meeting]
        assert list(MeetingGuest.objects.all()) == [own]
        answer_invitation(guest=own, answer="declined", way="portal", by=member, now=now)
    with acting_as(outsider, mesa.participant.pk, now=now):
        assert not Meeting.objects.exists()
        with pytest.raises(NotPermitted):
            answer_invitation(guest=own, answer="accepted", way="portal", by=outsider, now=now)
    told = Notification.objects.filter(recipient=manager, kind__startswith="participants.meeting")
    assert [row.kind.rpartition(".")[2] for row in told.order_by("id")] == ["invited", "answered", "declined"]
    answered = AuditEvent.objects.filter(verb="participants.meeting.answered", object_ref=meeting.ref)
    assert answered.latest("id").changes["who"] == ["", member.name]

    # Another place keeps the answers, another time asks anew; who is left out is called off, an old answer refused.
    change = {"meeting": meeting, **given}
    people = {"contacts": [lantern.contact, theirs], "colleagues": [colleague]}
    change_meeting(**change, **details | {"place": "Room 5"}, **times, **people)
    assert meeting.guests.get(contact=theirs).answer == "declined"
    method, event = event_in(sent(now)[lantern.contact.email])
    assert (method, event["sequence"], str(event["uid"]), str(event["location"])) == ("REQUEST", 1, uid, "Room 5")
    later = {"starts_at": starts + timedelta(days=1), "ends_at": starts + timedelta(days=1, hours=1)}
    change_meeting(**change, **details, **later, contacts=[lantern.contact], colleagues=[])
    mails = sent(now)
    method, event = event_in(mails[member.email])
    assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 2)
    assert "no longer invited" in mails[member.email].body
    assert event_in(mails[colleague.email])[0] == "CANCEL"
    assert event_in(mails[lantern.contact.email])[1]["attendee"].params["partstat"] == "NEEDS-ACTION"
    answers = dict(meeting.guests.invited().values_list("name", "answer"))
    assert answers == {lantern.contact.name: "waiting", manager.name: "accepted"}
    with pytest.raises(Refused, match="moved since"):
        answer_invitation(guest=guest, answer="accepted", way="calendar", sequence=1, now=now)
    with pytest.raises(Refused, match="no longer invited"):
        answer_invitation(guest=own, answer="accepted", way="link", now=now)
    with acting_as(member, lantern.participant.pk, now=now):
        assert not Meeting.objects.exists()

    # It takes place: an interaction with whoever came, and the two sides were in touch.
    with pytest.raises(Refused, match="not begun"):
        hold_meeting(**change, summary="Well")
    after = later["ends_at"] + timedelta(hours=1)
    held = hold_meeting(meeting=meeting, by=manager, now=after, summary="They agree with all of it.")
    row = Interaction.objects.get()
    assert (held.interaction, row.minutes, row.topics, row.about) == (row, 60, ["plan"], meeting.ref)
    assert set(row.people.values_list("name", flat=True)) == {lantern.contact.name, manager.name}
    assert LastContact.objects.get().channel == "meeting"
    for act in (
        lambda: cancel_meeting(meeting=meeting, by=manager, now=after, reason="No"),
        lambda: answer_invitation(guest=guest, answer="accepted", way="link", now=after),
    ):
        with pytest.raises(Refused, match="over"):
            act()

    # Another one is canceled.
    second = plan_meeting(**planned, contacts=[lantern.contact])
    sent(now)
    cancel_meeting(meeting=second, by=manager, now=now, reason="The auditor is ill")
    mails = sent(now)
    method, event = event_in(mails[lantern.contact.email])
    assert (method, event["sequence"]) == ("CANCEL", 1)
    assert "auditor" not in mails[lantern.contact.email].body


def test_who_may_plan_and_whom_one_may_invite(
    lantern: SimpleNamespace, mesa: SimpleNamespace, restricted: Any, manager: User, colleague: User, senior: User,
    member: User, now: datetime,
) -> None:  # fmt: skip
    starts = now + timedelta(days=3)
    given = {"participant": lantern.participant, "by": manager, "now": now, "title": "Review", "starts_at": starts}
    given |= {"ends_at": starts + timedelta(hours=1), "contacts": [lantern.contact]}
    for by in (colleague, member):
        with pytest.raises(NotPermitted):
            plan_meeting(**given | {"by": by})
    silent = ContactFactory(participant=lantern.participant, name="No Address", email="", phone="1")
    for wrong, words in (
        ({"contacts": []}, "at least one"),
        ({"contacts": [mesa.contact]}, "not, or no longer"),
        ({"contacts": [silent]}, "No e-mail address"),
        ({"colleagues": [member]}, "no colleague"),
        ({"title": " "}, "title"),
        ({"ends_at": starts}, "ends before"),
        ({"ends_at": starts + timedelta(days=2)}, "a day at most"),
        ({"starts_at": now - timedelta(hours=2), "ends_at": now - timedelta(hours=1)}, "to come"),
        ({"topics": ["weather"]}, "no such topic"),
    ):
        with pytest.raises(Refused, match=words):
            plan_meeting(**given | wrong)
    closed = given | {"participant": restricted.participant, "by": senior, "contacts": [restricted.contact]}
    with pytest.raises(Refused, match="may not see"):
        plan_meeting(**closed, colleagues=[colleague])
    assert not Meeting.objects.exists()


def test_a_link_is_looked_at_without_answering_and_answers_when_pressed(
    client: Any, signed_in: Any, lantern: SimpleNamespace, manager: User, member: User, settings: Any
) -> None:
    now = datetime.now().astimezone()
    starts = now + timedelta(days=3)
    given = {"participant": lantern.participant, "by": manager, "now": now, "title": "Review", "starts_at": starts}
    theirs = ContactFactory(participant=lantern.participant, name=member.name, email=member.email, user=member)
    meeting = plan_meeting(**given, ends_at=starts + timedelta(hours=1), contacts=[lantern.contact, theirs])
    guest, own = meeting.guests.get(contact=lantern.contact), meeting.guests.get(contact=theirs)
    address = reverse("invitation-answer", args=[token_of(guest)])
    assert client.get(f"{address}?answer=declined").status_code == 200
    assert client.get(reverse("invitation-answer", args=["GT-00000000:x"])).status_code == 404
    guest.refresh_from_db()
    assert guest.answer == "waiting"
    assert client.post(address, {"answer": "maybe"}).status_code == 422
    assert "with the organizer" in client.post(address, {"answer": "declined"}).content.decode()
    # Whoever is signed in in that browser, it is this invitation that is answered.
    mine = signed_in(member)
    assert "with the organizer" in mine.post(address, {"answer": "tentative"}).content.decode()
    assert "Review" in mine.get(reverse("my-meeting-list")).content.decode()
    assert mine.post(reverse("my-meeting-answer", args=[guest.ref]), {"answer": "accepted"}).status_code == 404
    assert mine.post(reverse("my-meeting-answer", args=[own.ref]), {"answer": "accepted"}).status_code == 302
    assert set(meeting.guests.values_list("answer", flat=True)) == {"accepted", "tentative"}
    desk = signed_in(manager)
    page = desk.get(meeting.get_absolute_url()).content.decode()
    assert "by the link in the mail" in page
    desk.post(reverse("participants:guest-answer", args=[guest.ref]), {"answer": "accepted"})
    guest.refresh_from_db()
    assert (guest.answer, guest.way) == ("accepted", "desk")
    for name in ("meeting-change", "meeting-cancel", "meeting-list"):
        args = [] if name == "meeting-list" else [meeting.ref]
        assert "Review" in desk.get(reverse(f"participants:{name}", args=args)).content.decode()
    plan = reverse("participants:meeting-plan", args=[lantern.participant.ref])
    told = {"title": "Kickoff", "people": "lantern", "starts_at": "2099-01-05T10:00", "minutes": "30", "topics": "plan"}
    assert desk.post(plan, told | {"people": "Nobody"}).status_code == 422
    assert desk.post(plan, told).status_code == 302
    assert Meeting.objects.get(title="Kickoff").guests.count() == 2


def test_an_invitation_ends_with_the_rights_of_whoever_was_invited(
    lantern: SimpleNamespace, manager: User, colleague: User, member: User, now: datetime, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    starts = now + timedelta(days=3)
    given = {"by": manager, "now": now}
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    theirs = ContactFactory(participant=lantern.participant, name=member.name, email=member.email, user=member)
    people = {"contacts": [lantern.contact, theirs], "colleagues": [colleague]}
    meeting = plan_meeting(participant=lantern.participant, title="Review", **times, **given, **people)
    sent(now)
    guests = {guest.name: guest for guest in meeting.guests.select_related("contact", "person")}
    tokens = {name: token_of(guest) for name, guest in guests.items()}
    assert all(guest_of(token, now=now) is not None for token in tokens.values())

    # Whose membership ended, and who may no longer see the participant, open and answer nothing by the old link.
    Membership.objects.filter(user=member).update(ended_at=now)
    Participant.objects.filter(pk=lantern.participant.pk).update(restricted=True, restricted_reason="Market monitoring")
    for gone in (member, colleague):
        assert guest_of(tokens[gone.name], now=now) is None
        for way in ("link", "calendar"):
            with pytest.raises(Refused, match="no longer invited"):
                answer_invitation(guest=guests[gone.name], answer="accepted", way=way, now=now)
    assert guest_of(tokens[manager.name], now=now) is not None
    with pytest.raises(Refused, match="not, or no longer"):
        plan_meeting(participant=lantern.participant, title="Another", **times, **given, contacts=[theirs])

    # A corrected address gets what is sent from now on; the link that went to the former one is dead.
    former = lantern.contact.email
    lantern.contact.email = "right@lantern.example"
    lantern.contact.save(update_fields=["email"])
    change_meeting(meeting=meeting, place="Room 5", **given, contacts=[lantern.contact], colleagues=[])
    mails = sent(now)
    assert former not in mails
    assert member.email not in mails
    assert token_of(meeting.guests.get(contact=lantern.contact)) in mails["right@lantern.example"].body
    assert guest_of(tokens[lantern.contact.name], now=now) is None


def test_the_link_tells_nothing_of_a_meeting_that_is_over(client: Any, lantern: SimpleNamespace, manager: User) -> None:
    now = datetime.now().astimezone()
    starts = now + timedelta(days=3)
    given = {"participant": lantern.participant, "by": manager, "now": now, "title": "Review", "place": "Room 4"}
    meeting = plan_meeting(**given, starts_at=starts, ends_at=starts + timedelta(hours=1), contacts=[lantern.contact])
    address = reverse("invitation-answer", args=[token_of(meeting.guests.get(contact=lantern.contact))])
    assert "Room 4" in client.get(address).content.decode()
    ago = {"starts_at": now - timedelta(hours=3), "ends_at": now - timedelta(hours=2)}
    Meeting.objects.filter(pk=meeting.pk).update(**ago)
    for response in (client.get(address), client.post(address, {"answer": "accepted"})):
        page = response.content.decode()
        assert "is over" in page
        assert "Room 4" not in page
        assert "Review" not in page
