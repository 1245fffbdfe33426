"""Stopping a kind of mail from the mail: asks first, works signed out, by one click, and for that kind only."""

from typing import Any

import pytest
from django.core import signing
from django.test import Client

from portal.audit.models import AuditEvent
from portal.outbox import unsubscribing
from portal.outbox.choices import MailChoice
from portal.outbox.models import Preference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path_for(person: Any, kind: str) -> str:
    return "/" + unsubscribing.url_for(person.pk, kind).split("/", 3)[3]


@pytest.fixture
def stranger() -> Client:
    """Signed out, and a browser that checks forgery as a real one is checked."""
    return Client(enforce_csrf_checks=True)


def test_the_link_tells_neither_whose_it_is_nor_of_which_kind(manager: Any, settings: Any) -> None:
    settings.SITE_URL = "https://portal.example/"
    url = unsubscribing.url_for(manager.pk, "test.news")
    assert url.startswith("https://portal.example/notifications/unsubscribe/")
    token = url.rstrip("/").rpartition("/")[2]
    assert unsubscribing.read(token) == (manager.pk, "test.news")
    assert "test" not in token
    settings.SECRET_KEY = "another key of another installation"
    assert unsubscribing.read(token) is None


def test_looking_stops_nothing_and_names_nobody(stranger: Client, manager: Any) -> None:
    answer = stranger.get(path_for(manager, "test.news"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "News of a test" in text
    assert manager.email not in text
    assert manager.name not in text
    assert not Preference.objects.exists()


def test_the_button_of_the_page_stops_it(client: Client, manager: Any) -> None:
    assert "no more e-mails" in client.post(path_for(manager, "test.news")).content.decode()
    row = Preference.objects.get()
    assert (row.user, row.kind, row.mail, row.in_app) == (manager, "test.news", MailChoice.OFF, True)
    client.post(path_for(manager, "test.news"))
    assert AuditEvent.objects.filter(verb="outbox.mail.stopped", by=manager).count() == 1


def test_one_click_needs_no_token_of_the_page_and_any_other_body_does(stranger: Client, manager: Any) -> None:
    path = path_for(manager, "test.news")
    for body in ({}, {"List-Unsubscribe": "Other"}, ONE_CLICK | {"more": "1"}, {"list-unsubscribe": "One-Click"}):
        assert stranger.post(path, body).status_code == 403
    assert not Preference.objects.exists()
    typed = {"content_type": "application/x-www-form-urlencoded"}
    assert stranger.post(path, "List-Unsubscribe=One-Click", **typed).status_code == 200
    assert Preference.objects.get().mail == MailChoice.OFF


def test_the_choice_inside_the_portal_stays(client: Client, manager: Any) -> None:
    Preference.objects.create(user=manager, kind="test.news", in_app=False, mail=MailChoice.DAILY)
    client.post(path_for(manager, "test.news"), ONE_CLICK)
    row = Preference.objects.get()
    assert (row.in_app, row.mail) == (False, MailChoice.OFF)


@pytest.mark.parametrize("kind", ["test.alarm", "test.duty"])
def test_what_somebody_must_hear_cannot_be_stopped(client: Client, manager: Any, kind: str) -> None:
    path = path_for(manager, kind)
    assert client.get(path).status_code == 409
    answer = client.post(path, ONE_CLICK)
    assert answer.status_code == 409
    assert "switched off" in answer.content.decode()
    assert not Preference.objects.exists()


def test_whatever_we_did_not_write_is_one_plain_404(client: Client, manager: Any) -> None:
    good = path_for(manager, "test.news")
    foreign = signing.dumps([manager.pk, "test.news"])
    tokens = ["x", foreign, good.split("/")[3][:-2], good.split("/")[3] + "A", "gAAAAA", "%C3%A9"]
    paths = [f"/notifications/unsubscribe/{token}/" for token in tokens]
    paths += [path_for(manager, "test.letter"), path_for(manager, "test.unknown")]
    manager.is_active = False
    manager.save(update_fields=["is_active"])
    paths.append(good)
    answers = [client.get(path) for path in paths] + [client.post(path, ONE_CLICK) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert not Preference.objects.exists()


def test_a_participants_user_stops_it_too_signed_in_or_out(signed_in: Any, member: Any, client: Client) -> None:
    for browser in (client, signed_in(member)):
        assert browser.post(path_for(member, "test.news"), ONE_CLICK).status_code == 200
    assert Preference.objects.get().user == member
