"""Letters: who writes to whom, what is kept, and ten seconds in which they are taken back."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.actions.joinings import join_participants, undo_joining
from participants.actions.letters import take_back_letter, write_letter
from participants.models import Contact, Letter, LetterCopy
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import ContactFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox import delivery
from portal.outbox.choices import MessageState
from portal.outbox.models import AddressTrouble, Notification, OutboundMessage

pytestmark = pytest.mark.django_db

SECRET = "Your guarantee of 4 million expires"


@pytest.fixture
def second(lantern: SimpleNamespace) -> Contact:
    return ContactFactory(participant=lantern.participant, name="Second Person", email="second@lantern.example")


@pytest.fixture
def letter(lantern: SimpleNamespace, second: Contact, manager: User, now: datetime) -> Letter:
    contacts = [lantern.contact, second]
    return write_letter(participant=lantern.participant, contacts=contacts, text=f"  {SECRET} ", by=manager, now=now)


def test_each_addressee_gets_a_mail_of_the_own_that_waits(
    letter: Letter, lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    assert (letter.text, letter.written_by, letter.written_at) == (SECRET, manager, now)
    copies = list(letter.copies.values_list("name", "address"))
    assert copies == [("Second Person", "second@lantern.example"), ("lantern contact", "contact@lantern.example")]
    for message in OutboundMessage.objects.all():
        assert (message.kind, message.state, message.written_by) == ("participants.letter", "queued", manager)
        assert message.due_at == now + timedelta(seconds=10)
        assert (message.about_ref, message.participant_id) == (letter.ref, lantern.participant.pk)
        assert "guarantee" not in f"{message.facts}"
    assert {message.ref for message in OutboundMessage.objects.all()} == set(
        letter.copies.values_list("message_ref", flat=True)
    )
    assert not Notification.objects.exists()
    event = recorded("letter.written")
    assert (event.participant_id, event.object_ref) == (lantern.participant.pk, letter.ref)
    assert event.changes == {"to": ["", "Second Person, lantern contact"]}
    assert "guarantee" not in f"{event.object_label}{event.changes}"


def test_name_and_address_stay_as_they_were(letter: Letter, lantern: SimpleNamespace) -> None:
    lantern.contact.apply(name="Another Name", email="other@lantern.example")
    assert str(letter.copies.get(contact=lantern.contact)) == "lantern contact <contact@lantern.example>"


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "colleague", "specialist", "auditor"])
def test_others_write_and_take_back_nothing(
    request: pytest.FixtureRequest, letter: Letter, lantern: SimpleNamespace, now: datetime, who: str
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        write_letter(participant=lantern.participant, contacts=[lantern.contact], text="Mine", by=by, now=now)
    with pytest.raises(NotPermitted):
        take_back_letter(letter=letter, by=by, now=now)
    assert Letter.objects.count() == 1
    assert set(OutboundMessage.objects.values_list("state", flat=True)) == {"queued"}


def test_a_foreign_contact_is_refused(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="not, or no longer, a contact of this participant"):
        write_letter(
            participant=lantern.participant, contacts=[lantern.contact, mesa.contact], text="Dear", by=manager, now=now
        )
    assert nothing_recorded()
    assert not OutboundMessage.objects.exists()


def test_nobody_is_written_to_without_text_address_or_addressee(
    lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    mute = ContactFactory(participant=lantern.participant, name="Mute Person", email="", phone="1")
    gone = ContactFactory(participant=lantern.participant, active=False)
    for contacts, text, reason in (
        ([lantern.contact], "  ", "empty"),
        ([lantern.contact], "x" * 20_001, "at most 20,000"),
        ([lantern.contact], "a\x00b", "cannot be stored"),
        ([], "Dear", "at least one"),
        ([mute], "Dear", "Mute Person"),
        ([gone], "Dear", "no longer"),
    ):
        with pytest.raises(Refused, match=reason):
            write_letter(participant=lantern.participant, contacts=contacts, text=text, by=manager, now=now)
    assert not Letter.objects.exists()


def test_an_address_where_mail_does_not_arrive_is_refused_by_name(
    lantern: SimpleNamespace, second: Contact, manager: User, now: datetime
) -> None:
    AddressTrouble.objects.create(address="Second@Lantern.example", kind="bounced", since=now)
    contacts = [lantern.contact, second]
    with pytest.raises(Refused, match=r"Second Person \(second@lantern.example\)"):
        write_letter(participant=lantern.participant, contacts=contacts, text="Dear", by=manager, now=now)
    assert not LetterCopy.objects.exists()


def test_one_undo_takes_back_every_copy(letter: Letter, manager: User, now: datetime) -> None:
    take_back_letter(letter=letter, by=manager, now=now + timedelta(seconds=3))
    assert set(OutboundMessage.objects.values_list("state", flat=True)) == {MessageState.UNDONE}
    assert recorded("letter.taken_back").changes == {"to": ["Second Person, lantern contact", ""]}
    with pytest.raises(Refused, match="left already"):
        take_back_letter(letter=letter, by=manager, now=now)


def test_what_has_left_is_not_taken_back_and_the_rest_is(
    letter: Letter, second: Contact, manager: User, now: datetime
) -> None:
    gone = OutboundMessage.objects.get(address=second.email)
    gone.apply(state=MessageState.SENT, sent_at=now)
    take_back_letter(letter=letter, by=manager, now=now)
    assert recorded("letter.taken_back").changes == {"to": ["lantern contact", ""]}
    gone.refresh_from_db()
    assert gone.state == MessageState.SENT


def test_a_supervisor_does_not_take_back_anothers_letter(letter: Letter, supervisor: User, now: datetime) -> None:
    with pytest.raises(NotPermitted, match="whoever wrote"):
        take_back_letter(letter=letter, by=supervisor, now=now)


def test_letters_go_along_with_a_joining_and_with_their_addressees_back(
    lantern: SimpleNamespace, mesa: SimpleNamespace, senior: User, supervisor: User, now: datetime
) -> None:
    terms = {"text": "Dear", "now": now}
    before = write_letter(participant=mesa.participant, contacts=[mesa.contact], by=senior, **terms)
    joining = join_participants(
        kept=lantern.participant, absorbed=mesa.participant, by=supervisor, now=now, reason="One company"
    )
    terms |= {"participant": lantern.participant, "by": supervisor}
    meanwhile = write_letter(contacts=[mesa.contact], **terms)
    both = write_letter(contacts=[mesa.contact, lantern.contact], **terms)
    before.refresh_from_db()
    assert before.participant == lantern.participant
    undo_joining(joining=joining, by=supervisor, now=now, reason="Two after all")
    owners = dict(Letter.objects.values_list("ref", "participant"))
    assert owners == {
        before.ref: mesa.participant.pk,
        meanwhile.ref: mesa.participant.pk,
        both.ref: lantern.participant.pk,
    }
    mails = dict(OutboundMessage.objects.exclude(about_ref=both.ref).values_list("about_ref", "participant_id"))
    assert mails == {before.ref: mesa.participant.pk, meanwhile.ref: mesa.participant.pk}


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (lambda rows, by: User.objects.filter(pk=by.pk).update(is_active=False), "may not act"),
        (lambda rows, by: rows.assignment.delete(), "may not act"),
        (lambda rows, by: rows.contact.apply(active=False), "no contact"),
        (lambda rows, by: rows.contact.apply(email="right@lantern.example"), "another address"),
    ],
)
def test_a_letter_stays_when_writer_or_addressee_changed_before_it_left(
    lantern: SimpleNamespace, second: Contact, manager: User, now: datetime, settings: Any, meanwhile: Any, reason: str
) -> None:
    """The mail server may be away for a night, and a failed letter is retried weeks later."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    write_letter(participant=lantern.participant, contacts=[lantern.contact], text=SECRET, by=manager, now=now)
    meanwhile(lantern, manager)
    later = now + timedelta(hours=9)
    assert delivery.deliver_due(clock=lambda: later, limit=timedelta(seconds=9)) == 0
    message = OutboundMessage.objects.get()
    assert message.state == MessageState.DROPPED
    assert reason in message.last_error


def test_a_letter_leaves_when_nothing_changed(letter: Letter, now: datetime, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = now + timedelta(hours=9)
    assert delivery.deliver_due(clock=lambda: later, limit=timedelta(seconds=9)) == 2
