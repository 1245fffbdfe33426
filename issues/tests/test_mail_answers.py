"""Mails that answer a letter, or an invitation: by whom, proven how, and what becomes of all others."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as django_mail

from accounts.models import User
from issues.actions.mail_judging import release_to_letter
from issues.actions.mail_reading import read_mailbox
from issues.models import IncomingMail, Issue
from issues.rules.mail_calendar import calendar_answer
from issues.tests.imap_server import Store, serving
from issues.tests.mails.world import LIMIT, settle
from issues.tests.test_mail_reading import letter as mail_from
from participants.actions.letters import write_letter
from participants.actions.meetings import change_meeting, plan_meeting
from participants.meeting_files import uid_of
from participants.models import LastContact, LetterReply
from participants.tests.factories import ContactFactory, ParticipantFactory
from portal.documents.models import Document
from portal.lifecycle.refusals import Refused
from portal.outbox.delivery import deliver_due
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[Store]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    django_mail.outbox = []
    with serving() as store:
        settle(settings, store.url)
        yield store


def read(now: datetime) -> None:
    read_mailbox(clock=lambda: now, limit=LIMIT)


def delivered(now: datetime) -> dict[str, Any]:
    django_mail.outbox = []
    deliver_due(clock=lambda: now, limit=LIMIT)
    return {message.to[0]: message for message in django_mail.outbox}


def states() -> dict[str, str]:
    return dict(IncomingMail.objects.values_list("subject", "state"))


def test_an_answer_to_a_letter_stands_with_the_letter(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, member: User, now: datetime, server: Store
) -> None:
    own = ContactFactory(participant=lantern.participant, name="Mia Own", email=member.email, user=member)
    ContactFactory(participant=lantern.participant, name="Not Written", email="other@prairielantern.example")
    cora = lantern.contact
    written = write_letter(
        participant=lantern.participant,
        contacts=[cora, own],
        text="Dear {{ person }}, how are you?",
        by=manager,
        now=now,
    )
    later = now + timedelta(minutes=1)
    mails = delivered(later)
    assert f"Dear {cora.name}, how" in mails[cora.email].body
    assert f"Dear {own.name}, how" in mails[own.email].body
    (address,) = mails[cora.email].reply_to
    assert address.startswith(f"issues+{written.ref.lower()}.")
    assert len(address.partition("@")[0]) <= 64
    follows = f"In-Reply-To: {mails[own.email].extra_headers['Message-ID']}\r\n".encode()
    server.inbox.add(mail_from("by-address", cora.email, to=address))
    server.inbox.add(follows + mail_from("by-ancestor", own.email))
    server.inbox.add(b"Auto-Submitted: auto-replied\r\n" + follows + mail_from("absent", own.email))
    server.inbox.add(follows + mail_from("passed-on", "other@prairielantern.example"))
    server.inbox.add(follows + mail_from("foreign", mesa.contact.email))
    server.inbox.add(mail_from("forged", cora.email, verdict="fail", to=address))
    read(later)
    assert states() == {
        "by-address": "letter",
        "by-ancestor": "letter",
        "absent": "letter",
        "passed-on": "quarantined",
        "foreign": "quarantined",
        "forged": "quarantined",
    }
    assert not Issue.objects.exists()
    replies = {reply.text: reply for reply in LetterReply.objects.filter(letter=written)}
    assert [(reply.name, reply.automatic) for reply in replies.values()] == [
        (cora.name, False),
        (own.name, False),
        (own.name, True),
    ]
    assert LetterReply.objects.filter(contact=own, person=member).count() == 2
    told = Notification.objects.filter(recipient=manager, kind="participants.letter.replied")
    assert told.count() == 2
    last = LastContact.objects.get(participant=lantern.participant)
    assert (last.side, last.about, last.channel) == ("participant", written.ref, "mail")
    assert not LetterReply.objects.visible_to(member).exists()

    # Who is no contact any more is judged by a person; so is a company that was joined into another.
    cora.apply(active=False)
    server.inbox.add(mail_from("too-late", cora.email, to=address))
    lantern.participant.apply(joined_into_id=ParticipantFactory().pk)
    server.inbox.add(follows + mail_from("joined", own.email))
    read(later + timedelta(minutes=1))
    assert (states()["too-late"], states()["joined"]) == ("pending", "quarantined")


def ics(uid: str, attendee: str, said: str, *, sequence: int = 0, method: str = "REPLY") -> str:
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{uid}",
            f"SEQUENCE:{sequence}", "DTSTAMP:20261101T100000Z", "DTSTART:20261103T100000Z",
            f"ATTENDEE;PARTSTAT={said}:MAILTO:{attendee}", "COMMENT:A few minutes late", "END:VEVENT",
            "END:VCALENDAR", "",
        ]
    )  # fmt: skip


def test_a_calendar_accepts_and_declines(
    lantern: SimpleNamespace, manager: User, colleague: User, now: datetime, server: Store
) -> None:
    starts = now + timedelta(days=3)
    details = {"title": "Review", "contacts": [lantern.contact], "colleagues": [colleague], "by": manager, "now": now}
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    meeting = plan_meeting(participant=lantern.participant, **details, **times)
    uid, address = uid_of(meeting), lantern.contact.email

    def reply(
        name: str, said: str, *, sender: str = address, attendee: str = "", verdict: str = "pass", **told: Any
    ) -> None:
        head, _, _ = mail_from(name, sender, verdict=verdict).partition(b"\r\n\r\n")
        body = ics(uid, attendee or sender, said, **told).encode()
        server.inbox.add(head + b'\r\nContent-Type: text/calendar; method="REPLY"; charset=utf-8\r\n\r\n' + body)

    reply("accepts", "ACCEPTED")
    reply("colleague", "TENTATIVE", sender=colleague.email)
    read(now)
    guests = {guest.name: guest for guest in meeting.guests.all()}
    theirs = guests[lantern.contact.name]
    assert (theirs.answer, theirs.way, theirs.remark) == ("accepted", "calendar", "A few minutes late")
    assert guests[colleague.name].answer == "tentative"
    assert states() == {"accepts": "answered", "colleague": "answered"}
    moved = {"starts_at": starts + timedelta(days=1), "ends_at": starts + timedelta(days=1, hours=1)}
    change_meeting(meeting=meeting, **details, **moved)
    reply("old-version", "ACCEPTED", sequence=0)
    reply("not-proven", "ACCEPTED", sequence=1, verdict="")
    reply("for-another", "DECLINED", sequence=1, sender="analyst@prairielantern.example", attendee=address)
    reply("by-another", "DECLINED", sequence=1, attendee=colleague.email)
    read(now)
    assert {name: states()[name] for name in ("old-version", "not-proven", "for-another", "by-another")} == {
        "old-version": "dropped",
        "not-proven": "dropped",
        "for-another": "dropped",
        "by-another": "dropped",
    }
    theirs.refresh_from_db()
    assert theirs.answer == "waiting"
    reply("declines", "DECLINED", sequence=1)
    read(now)
    theirs.refresh_from_db()
    assert theirs.answer == "declined"
    assert Notification.objects.filter(recipient=manager, kind="participants.meeting.declined").count() == 1


def test_only_a_clean_answer_counts() -> None:
    good = ics("mg-1@portal.example", "A@b.example", "ACCEPTED", sequence=2)
    found = calendar_answer(good.encode())
    assert found is not None
    assert (found.uid, found.attendee, found.answer, found.sequence) == (
        "mg-1@portal.example",
        "a@b.example",
        "accepted",
        2,
    )
    two = good.replace("END:VCALENDAR", good[good.index("BEGIN:VEVENT") :])
    for odd in (
        b"", b"\xff\xfe", b"BEGIN:VCALENDAR", good.replace("REPLY", "REQUEST").encode(), two.encode(),
        good.replace("ACCEPTED", "DELEGATED").encode(), good.replace("UID:mg-1@portal.example\r\n", "").encode(),
        good.replace("SEQUENCE:2", "SEQUENCE:two").encode(), good.encode() + b"x" * 200_000,
    ):  # fmt: skip
        assert calendar_answer(odd) is None


def test_files_of_an_answer_to_a_letter_are_kept_with_it(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, member: User, now: datetime, server: Store
) -> None:
    written = write_letter(
        participant=lantern.participant, contacts=[lantern.contact], text="Send it.", by=manager, now=now
    )
    later = now + timedelta(minutes=1)
    (address,) = delivered(later)[lantern.contact.email].reply_to
    parts = [
        b"--cut\r\nContent-Type: text/plain\r\n\r\nHere it is.\r\n",
        b"--cut\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=load.csv\r\n\r\na,b\r\n",
        b"--cut\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=x.html\r\n\r\n<b>\r\n",
    ]
    head = b"Content-Type: multipart/mixed; boundary=cut\r\n"
    plain = mail_from("with-files", lantern.contact.email, to=address)
    lines = plain.partition(b"\r\n\r\n")[0].split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(b"content-type")]
    server.inbox.add(head + b"\r\n".join(kept) + b"\r\n\r\n" + b"".join(parts) + b"--cut--\r\n")
    read(later)
    reply = LetterReply.objects.get(letter=written)
    (file,) = reply.files.all()
    assert (file.document.name, file.document.inner, file.participant) == ("load.csv", True, lantern.participant)
    assert "x.html: " in reply.text
    assert not type(file).objects.visible_to(member).exists()
    assert not Document.objects.visible_to(member).filter(pk=file.document_id).exists()
    # Nor does anybody stand with a letter who is no contact of its company.
    stranger = mail_from("stranger", "who@example.org", to=address)
    server.inbox.add(stranger)
    read(later)
    mail = IncomingMail.objects.get(subject="stranger")
    mail.apply(letter_id=written.pk)
    with pytest.raises(Refused, match="no such contact"):
        release_to_letter(mail=mail, by=manager, now=later, checked="I rang", contact=mesa.contact)
