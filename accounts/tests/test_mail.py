"""Account mails wait in the outbox: encrypted, once, whether or not a queue answers."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.tests.factories import PASSWORD
from portal.outbox import nudging
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db
CODE = "/accounts/login/code/"


def test_a_code_is_unreadable_while_it_waits_and_emptied_once_sent(
    member: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(CODE, {"email": member.email})
        waiting = OutboundMessage.objects.get()
    sent = OutboundMessage.objects.get()
    body = mail.outbox[-1].body
    words = [word for word in body.split() if len(word) > 5]
    assert waiting.sealed
    assert not any(word in str(waiting.__dict__) for word in words)
    assert (sent.state, sent.sealed) == (MessageState.SENT, "")


def test_without_a_queue_the_mail_waits_for_the_sweep(
    member: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """Nothing is sent within the request: an answer takes as long whether or not there is a queue."""

    def refuse(**how: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(nudging.deliver_due, "apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post(CODE, {"email": member.email})
    assert answer.status_code == 302
    assert mail.outbox == []
    assert OutboundMessage.objects.get().state == MessageState.QUEUED


def test_known_and_unknown_addresses_write_the_same_and_tell_the_queue_alike(
    member: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    told = []
    monkeypatch.setattr(nudging.deliver_due, "apply_async", lambda **how: told.append(how))

    def writes(address: str) -> tuple[list[str], int]:
        told.clear()
        with CaptureQueriesContext(connection) as statements, django_capture_on_commit_callbacks(execute=True):
            Client().post(CODE, {"email": address})
        inserted = [one["sql"].split(" (")[0] for one in statements if one["sql"].startswith("INSERT")]
        return [one for one in inserted if "outbox" in one], len(told)

    assert writes(member.email) == writes("nobody@company.example") == (['INSERT INTO "outbox_outboundmessage"'], 1)
    assert "nobody@company.example" not in str(list(OutboundMessage.objects.values()))


def test_a_notice_of_a_changed_sign_in_leaves_the_same_way(
    member: User, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
        new = {"oldpassword": PASSWORD, "password1": "another long one 5", "password2": "another long one 5"}
        client.post("/accounts/password/change/", new)
    assert [message.to for message in mail.outbox] == [[member.email]]
    assert OutboundMessage.objects.get().state == MessageState.SENT
