"""Templates of letters: who writes them, what fills them, and what is seen before it is sent."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from participants.actions.letter_templates import add_template, change_template, load_letter_templates
from participants.actions.letters import write_letter
from participants.models import Letter, LetterTemplate
from participants.rules.letter_places import PLACES, for_all, for_one
from participants.tests.factories import ContactFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


def test_the_addressee_s_name_stays_open_until_each_copy_is_drawn() -> None:
    text = "Dear {{ person }} of {{participant}}, {{ next_obligation }}"
    filled = for_all(text, {"participant": "Prairie {{ me }} Lantern"})
    assert filled == "Dear {{ person }} of Prairie {{ me }} Lantern, [what is due next]"
    assert for_one("Dear {{ person }}", "Ana\nRuiz") == "Dear Ana Ruiz"
    assert for_one("Dear all", "Ana") == "Dear all"
    assert PLACES.unknown("{{ weather }} {{ person }} }}") == ["weather", "}}"]
    assert PLACES.gaps(filled) == ["what is due next"]


def test_defaults_come_once_and_edited_ones_stay(manager: User, supervisor: User, member: User, now: datetime) -> None:
    assert load_letter_templates(now=now) == 5
    assert load_letter_templates(now=now) == 0
    shipped = LetterTemplate.objects.get(code="QUIET")
    with pytest.raises(NotPermitted):
        change_template(template=shipped, by=manager, now=now, title="Mine", text="Mine")
    change_template(template=shipped, by=supervisor, now=now, title="Ours", text="Dear {{ person }}")
    assert load_letter_templates(now=now) == 0
    with pytest.raises(NotPermitted):
        add_template(by=member, now=now, title="Mine", text="Mine")
    with pytest.raises(Refused, match="weather"):
        add_template(by=manager, now=now, title="New", text="{{ weather }}")
    with pytest.raises(Refused, match="title and a text"):
        add_template(by=manager, now=now, title=" ", text="Dear")
    assert not LetterTemplate.objects.visible_to(member).exists()


def test_a_letter_begins_from_a_template_and_is_seen_before_it_leaves(
    signed_in: Any, manager: User, lantern: SimpleNamespace, now: datetime
) -> None:
    second = ContactFactory(participant=lantern.participant, name="Second Person", email="second@lantern.example")
    template = add_template(
        by=manager, now=now, title="Hello", text="Dear {{ person }} of {{ participant }}, {{ next_obligation }}"
    )
    client = signed_in(manager)
    write = reverse("participants:letter-write", args=[lantern.participant.ref])
    page = client.get(write, {"template": template.ref}).content.decode()
    assert "Dear {{ person }} of Prairie Lantern Energy, [what is due next]" in page
    both = [lantern.contact.ref, second.ref]
    sent = {"contacts": both, "text": template.text, "preview": "1"}
    shown = client.post(write, sent, HTTP_HX_REQUEST="true").content.decode()
    assert "Dear Second Person of Prairie Lantern Energy" in shown
    assert "Still missing: what is due next" in shown
    assert not Letter.objects.exists()
    refused = client.post(write, {"contacts": both, "text": template.text})
    assert (refused.status_code, "Something is still missing" in refused.content.decode()) == (422, True)
    assert client.post(write, {"contacts": both, "text": "Dear {{ person }}, {{ weather }}"}).status_code == 422
    assert client.post(write, {"contacts": both, "text": "Dear {{ person }}, {{ me }} writes"}).status_code == 302
    letter = Letter.objects.get()
    assert letter.text == f"Dear {{{{ person }}}}, {manager.name} writes"
    detail = client.get(letter.get_absolute_url()).content.decode()
    assert f"Dear Second Person, {manager.name} writes" in detail
    assert "each reads the own name" in detail
    # Words of a name are words: nothing in one is filled in a second time.
    second.apply(name="{{ me }}")
    write_letter(participant=lantern.participant, contacts=[second], text="Dear {{ person }}", by=manager, now=now)
    lists, change = reverse("participants:letter-template-list"), reverse(
        "participants:letter-template-change", args=[template.ref]
    )  # fmt: skip
    assert "Hello" in client.get(lists).content.decode()
    assert client.post(change, {"title": "Hello", "text": "Dear {{ who }}"}).status_code == 422
    assert client.post(change, {"end": "1"}).status_code == 302
    assert template.ref not in client.get(lists).content.decode()
