"""Writing to contacts: the outsider first, then the form, the letter's page and its undo."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.models import User
from participants.actions.letters import write_letter
from participants.models import Letter
from participants.tests.factories import ContactFactory
from portal.outbox.models import AddressTrouble, OutboundMessage


@pytest.fixture
def letter(lantern: SimpleNamespace, manager: User) -> Letter:
    terms = {"participant": lantern.participant, "contacts": [lantern.contact], "by": manager}
    return write_letter(**terms, text="Dear <b>lantern</b>", now=datetime.now(UTC))


def write(rows: SimpleNamespace) -> str:
    return reverse("participants:letter-write", args=[rows.participant.ref])


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent"])
def test_participants_users_find_no_page(request, signed_in, letter, lantern, who):
    client = signed_in(request.getfixturevalue(who))
    back = reverse("participants:letter-take-back", args=[letter.ref])
    assert {client.get(url).status_code for url in (write(lantern), letter.get_absolute_url())} == {404}
    assert {client.post(url, {"text": "Mine"}).status_code for url in (write(lantern), back)} == {404}
    assert OutboundMessage.objects.get().state == "queued"


def test_of_a_restricted_participant_no_letter_is_shown(signed_in, restricted, senior, colleague):
    terms = {"participant": restricted.participant, "contacts": [restricted.contact], "by": senior}
    letter = write_letter(**terms, text="Dear harbor", now=datetime.now(UTC))
    client = signed_in(colleague)
    assert client.get(letter.get_absolute_url()).status_code == 404
    assert client.get(write(restricted)).status_code == 404
    assert client.post(reverse("participants:letter-take-back", args=[letter.ref])).status_code == 404


def test_a_colleague_may_read_and_not_write(signed_in, colleague, letter, lantern):
    client = signed_in(colleague)
    page = client.get(letter.get_absolute_url()).content.decode()
    assert "Dear &lt;b&gt;lantern" in page
    assert "letter-take-back" not in page
    assert reverse("participants:letter-take-back", args=[letter.ref]) not in page
    assert client.get(write(lantern)).status_code == 403


def test_a_letter_is_written_shown_and_taken_back(signed_in, manager, lantern):
    client = signed_in(manager)
    people = reverse("participants:participant-people", args=[lantern.participant.ref])
    assert f"{write(lantern)}?contact={lantern.contact.ref}" in client.get(people).content.decode()
    form = client.get(f"{write(lantern)}?contact={lantern.contact.ref}").content.decode()
    assert f'value="{lantern.contact.ref}"' in form
    assert "checked" in form
    given = {"contacts": [lantern.contact.ref], "text": "Dear lantern"}
    response = client.post(write(lantern), given)
    letter = Letter.objects.get()
    assert response["Location"] == letter.get_absolute_url()
    back = reverse("participants:letter-take-back", args=[letter.ref])
    assert back in client.get(letter.get_absolute_url()).content.decode()
    assert "Dear lantern" in client.get(people).content.decode()
    timeline = reverse("participants:participant-timeline", args=[lantern.participant.ref])
    assert "Dear lantern" in client.get(timeline).content.decode()
    done = client.post(back, follow=True).content.decode()
    assert "does not leave" in done
    assert back not in done
    assert "left already" in client.post(back, follow=True).content.decode()


def test_a_foreign_contact_reads_as_no_choice(signed_in, manager, lantern, mesa):
    given = {"contacts": [mesa.contact.ref], "text": "Dear"}
    response = signed_in(manager).post(write(lantern), given)
    assert response.status_code == 422
    assert "is not one of the available choices" in response.content.decode()
    assert "mesa" not in response.content.decode()
    assert not Letter.objects.exists()


def test_whoever_mail_does_not_reach_is_shown_and_cannot_be_ticked(signed_in, manager, lantern):
    second = ContactFactory(participant=lantern.participant, name="Second Person", email="second@lantern.example")
    AddressTrouble.objects.create(address=second.email, kind="bounced", since=datetime.now(UTC))
    client = signed_in(manager)
    form = client.get(write(lantern)).content.decode()
    assert "mail came back, correct the address first" in form
    assert "disabled" in form
    refused = client.post(write(lantern), {"contacts": [second.ref], "text": "Dear"})
    assert refused.status_code == 422
    assert "Mail does not arrive at Second Person" in refused.content.decode()
