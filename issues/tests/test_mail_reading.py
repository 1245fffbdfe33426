"""The mailbox and its faults: nothing is lost, nothing is done twice, and a gap is seen."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from issues.actions import mail_reading
from issues.actions.mail_judging import end_reply_addresses
from issues.actions.rows import step_of
from issues.models import Comment, IncomingMail, Issue, IssueStep, Mailbox, MailPlace
from issues.tests.imap_server import Store, serving
from issues.tests.mails.world import World, build, settle
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[Store]:
    with serving() as store:
        settle(settings, store.url)
        yield store


@pytest.fixture
def world(manager: User, now: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, server: Store) -> World:
    return build(manager=manager, now=now, lantern=lantern, mesa=mesa)


def letter(name: str, sender: str = "analyst@prairielantern.example", *, verdict: str = "pass", to: str = "") -> bytes:
    domain = sender.partition("@")[2]
    vouched = f"Authentication-Results: mx.portal.example; dmarc={verdict} header.from={domain}\r\n" if verdict else ""
    return (
        f"{vouched}From: {sender}\r\nTo: {to or 'issues@portal.example'}\r\nSubject: {name}\r\n"
        f"Message-ID: <{name}@{domain}>\r\n\r\nThe words of {name}.\r\n"
    ).encode()


def fails_for_three(issue: Issue, **told: Any) -> IssueStep:
    return step_of(issue, **told) if issue.title != "three" else 1 / 0


def test_nothing_is_lost_and_nothing_is_done_twice(
    world: World, server: Store, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The line breaks after a mail was stored and before it was put aside.
    server.inbox.add(letter("one"))
    server.faults = {"UID STORE"}
    world.read()
    box = Mailbox.objects.get()
    assert (IncomingMail.objects.count(), server.inbox.mails[0].flags) == (1, set())
    assert (box.read_up_to, box.lease_until) == (0, None)
    assert "password" not in box.last_error
    server.faults = set()
    assert (world.read(), Issue.objects.filter(title="one").count()) == (0, 1)
    assert (server.inbox.mails[0].flags, Mailbox.objects.get().last_error) == ({"\\Seen"}, "")

    # It breaks while a mail is fetched: nothing of it is here, and it comes with the next run.
    server.inbox.add(letter("two"))
    server.faults = {"UID FETCH"}
    assert world.read() == 0
    server.faults = set()
    assert world.read() == 1

    # The work on a mail fails: its row stays, nothing of what it began does, and the next mail is read.
    server.inbox.add(letter("three"))
    server.inbox.add(letter("four"))
    with monkeypatch.context() as broken:
        broken.setattr("issues.actions.opening.step_of", fails_for_three)
        assert world.read() == 2
    waiting = IncomingMail.objects.get(subject="three")
    assert (waiting.state, waiting.reason, waiting.issue) == ("pending", "refused", None)
    assert waiting.participant == world.issues["open"].participant
    assert not Issue.objects.filter(title="three").exists()
    assert IncomingMail.objects.get(subject="four").state == "opened"

    # A mail that cannot be stored keeps no other back; it is counted as missing, and read again after that.
    server.inbox.add(letter("five"))
    server.inbox.add(letter("six"))
    with monkeypatch.context() as broken:
        taken = mail_reading.take_in
        broken.setattr(mail_reading, "take_in", lambda **given: taken(**given) if given["uid"] != 5 else int("x"))
        assert world.read() == 1
    assert not IncomingMail.objects.filter(subject="five").exists()
    assert (world.compare(), Mailbox.objects.get().gap) == (1, 1)
    assert (world.read(), world.compare(), Mailbox.objects.get().gap) == (1, 0, 0)

    # Another worker reads just now; one that died gives way after its lease.
    server.inbox.add(letter("seven"))
    Mailbox.objects.update(lease_until=world.now + timedelta(minutes=1), lease_key="another")
    assert (world.read(), world.compare()) == (0, 0)
    world.now += timedelta(minutes=2)
    assert world.read() == 1

    # What is stored is moved where a folder for it is set, with and without MOVE; copied back it changes nothing.
    settings.IMAP_DONE_FOLDER = "Done"
    server.inbox.add(letter("eight"))
    assert world.read() == 1
    server.capabilities = "IMAP4rev1 UIDPLUS"
    server.inbox.add(letter("nine"))
    assert world.read() == 1
    assert [mail.raw for mail in server.folders["Done"].mails] == [letter("eight"), letter("nine")]
    comments = Comment.objects.count()
    server.inbox.add(letter("eight"))
    assert (world.read(), Comment.objects.count()) == (0, comments)
    assert MailPlace.objects.filter(mail__subject="eight").count() == 2

    # A wrong password, an address that is none, and no mailbox at all.
    settings.IMAP_URL = server.url.replace("socket", "another")
    assert world.read() == 0
    assert "another" not in Mailbox.objects.get().last_error
    for address in ("https://mail.example", "imaps://mail.example", "imaps://a@b:port/", ""):
        settings.IMAP_URL = address
        assert (world.read(), world.compare(), Mailbox.objects.count()) == (0, 0, 1)


def test_settings_and_rates_decide_what_is_taken(world: World, server: Store, settings: Any, supervisor: User) -> None:
    def became(raw: bytes) -> tuple[str, str]:
        server.inbox.add(raw)
        assert world.read() == 1
        mail = IncomingMail.objects.latest("pk")
        return mail.state, mail.reason

    # Without DMARC an answer to the signed address is taken where the installation says so, and nothing else.
    settings.MAIL_WITHOUT_DMARC = "replies"
    address = world.reply_address("mia", "open", world.now)
    assert became(letter("r1", verdict="", to=address)) == ("filed", "")
    assert became(letter("r2", "admin@prairielantern.example", verdict="", to=address)) == (
        "quarantined",
        "unauthenticated",
    )
    assert became(letter("r3", verdict="fail", to=address)) == ("quarantined", "spoofed")
    assert became(letter("r4", verdict="")) == ("quarantined", "unauthenticated")

    # A changed secret, and an address that was ended, prove nothing; nor does another reader's.
    settings.SECRET_KEY, former = "another secret key of the installation", settings.SECRET_KEY
    assert became(letter("r5", verdict="", to=address)) == ("quarantined", "unauthenticated")
    settings.SECRET_KEY = former
    assert became(letter("r6", verdict="", to=address)) == ("filed", "")
    assert end_reply_addresses(by=supervisor, now=world.now, reason="A mailbox was lost") == 1
    assert became(letter("ended", verdict="", to=address)) == ("quarantined", "unauthenticated")
    again = world.reply_address("mia", "open", world.now)
    assert became(letter("renewed", verdict="", to=again)) == ("filed", "")

    # Nobody's word counts while no server is believed.
    settings.MAIL_AUTH_SERVERS = []
    assert became(letter("r7")) == ("quarantined", "unauthenticated")
    settings.MAIL_AUTH_SERVERS = ["mx.portal.example"]

    # Whoever writes too often waits for a person, and hears nothing; the receipts end before that.
    settings.MAIL_PER_HOUR = 4
    ana = "admin@prairielantern.example"
    states = [became(letter(f"many-{number}", ana)) for number in range(5)]
    assert states == [("opened", "")] * 3 + [("quarantined", "too_many")] * 2
    assert OutboundMessage.objects.filter(address=ana).count() == 3
    world.now += timedelta(hours=2)
    assert became(letter("later", ana)) == ("opened", "")

    # No category to open it in: a person decides.
    settings.MAIL_CATEGORY = "NONE"
    assert became(letter("r8")) == ("pending", "refused")
