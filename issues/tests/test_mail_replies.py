"""Mails about issues carry the address that answers go to, made for their reader; a receipt repeats nothing."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as django_mail

from accounts.models import User
from issues.models import IncomingMail, Issue, ReplyKey
from issues.tests.imap_server import Store, serving
from issues.tests.mails.world import LIMIT, World, build, settle
from issues.tests.test_mail_reading import letter
from portal.outbox.delivery import deliver_due

pytestmark = pytest.mark.django_db
ARRIVED = "Your e-mail has arrived"


@pytest.fixture
def server(settings: Any) -> Iterator[Store]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    django_mail.outbox = []
    with serving() as store:
        settle(settings, store.url)
        yield store


@pytest.fixture
def world(
    manager: User, now: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, server: Store, monkeypatch: Any
) -> World:
    monkeypatch.setattr(Issue, "get_my_url", lambda issue: f"/my/issues/{issue.ref}/")
    return build(manager=manager, now=now, lantern=lantern, mesa=mesa)


def delivered(world: World) -> dict[tuple[str, str], Any]:
    """The mails that leave now, by address and the first part of the subject."""
    django_mail.outbox = []
    deliver_due(clock=lambda: world.now, limit=LIMIT)
    return {(message.to[0], message.subject.partition(" · ")[0]): message for message in django_mail.outbox}


def test_an_answer_to_any_mail_of_ours_finds_its_issue(world: World, server: Store) -> None:
    # A question by mail: its sender gets one fixed text, and an address that nobody else can use.
    server.inbox.add(letter("secret-words-of-the-sender"))
    server.inbox.add(letter("of-a-contact", "cora@quiet.example"))
    assert world.read() == 2
    asked, other = IncomingMail.objects.order_by("pk").select_related("issue")
    mails = delivered(world)
    people = ("analyst@prairielantern.example", "cora@quiet.example")
    assert [key for key in mails if key[0] in people and key[1] != ARRIVED] == []
    receipt, to_contact = (mails[address, ARRIVED] for address in people)
    assert receipt.subject == f"{ARRIVED} · {asked.issue.ref}"
    assert to_contact.subject == f"{ARRIVED} · {other.issue.ref}"
    for message in (receipt, to_contact):
        whole = message.message().as_string()
        assert "secret-words" not in whole
        assert "The words of" not in whole
        assert (message.extra_headers["Auto-Submitted"], message.extra_headers["X-Portal-Origin"]) == (
            "auto-generated",
            "portal.example",
        )
    (address,) = receipt.reply_to
    assert address.startswith(f"issues+{asked.issue.ref.lower()}.")
    assert len(address.partition("@")[0]) <= 64
    secret = ReplyKey.objects.get().secret
    assert secret not in address

    # The answer to it: by address alone, and by the mail that it follows alone.
    world.now += timedelta(minutes=5)
    server.inbox.add(letter("by-address", to=address))
    follow = f"In-Reply-To: {receipt.extra_headers['Message-ID']}\r\n".encode()
    server.inbox.add(follow + letter("by-ancestor"))
    server.inbox.add(letter("by-somebody-else", "admin@prairielantern.example", to=address))
    assert world.read() == 3
    states = dict(IncomingMail.objects.values_list("subject", "state"))
    issues = dict(IncomingMail.objects.values_list("subject", "issue__ref"))
    assert states["by-address"] == states["by-ancestor"] == "filed"
    assert issues["by-address"] == issues["by-ancestor"] == asked.issue.ref
    assert issues["by-somebody-else"] != asked.issue.ref

    # A colleague's mail about the same issue carries no such address; the key is changed after a month.
    server.inbox.add(letter("to-a-closed-one", to=world.reply_address("mia", "closed", world.now)))
    assert world.read() == 1
    to_staff = delivered(world)[world.manager.email, "An e-mail waits for your decision"]
    assert to_staff.reply_to == []
    assert "The words of" not in to_staff.message().as_string()
    ReplyKey.objects.update(made_at=world.now - timedelta(days=31))
    world.reply_address("mia", "open", world.now)
    assert ReplyKey.objects.count() == 2
