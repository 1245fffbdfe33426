"""Raw mails, read over a socket: each comes to what it should, and reading them again changes nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Model

from accounts.models import User
from issues import reactions
from issues.models import (
    Comment,
    CommentFile,
    IncomingMail,
    Issue,
    IssueStep,
    Mailbox,
    MailPlace,
    MailSource,
    Verification,
    Watcher,
)
from issues.reactions import What
from issues.tests.imap_server import Store, serving
from issues.tests.mails.corpus import Specimen, specimens
from issues.tests.mails.world import World, build, settle
from portal.audit.models import AuditEvent
from portal.documents.models import Document
from portal.outbox.models import AddressTrouble, Notification, OutboundMessage

pytestmark = pytest.mark.django_db

COUNTED: tuple[type[Model], ...] = (
    AddressTrouble,
    AuditEvent,
    Comment,
    CommentFile,
    Document,
    IncomingMail,
    Issue,
    IssueStep,
    MailSource,
    Notification,
    OutboundMessage,
    Verification,
    Watcher,
)


@pytest.fixture
def server(settings: Any) -> Iterator[Store]:
    with serving() as store:
        settle(settings, store.url)
        yield store


@pytest.fixture
def world(manager: User, now: datetime, lantern: SimpleNamespace, mesa: SimpleNamespace, server: Store) -> World:
    return build(manager=manager, now=now, lantern=lantern, mesa=mesa)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[What, str]]:
    """What the parts of issues are told of, with the issue's reference."""
    heard: list[tuple[What, str]] = []
    monkeypatch.setattr(reactions, "_reactions", [lambda what, issue, **_: heard.append((what, issue.ref))])
    return heard


def test_each_mail_comes_to_what_it_should_twice_in_a_row(
    world: World, server: Store, told: list[tuple[What, str]]
) -> None:
    corpus = specimens(world.places())
    assert len(corpus) >= 60
    faults = []
    for specimen in corpus:
        server.inbox.add(specimen.raw)
        before, outbound = len(told), OutboundMessage.objects.count()
        assert world.read() == 1, specimen.name
        mail = IncomingMail.objects.latest("pk")
        sent = OutboundMessage.objects.count() - outbound
        faults += [f"{specimen.name}: {fault}" for fault in _faults(specimen, mail, sent, told[before:], world)]
    assert not faults, "\n".join(faults)
    assert all(mail.flags == {"\\Seen"} for mail in server.inbox.mails)

    # Again: the same folder, then the same mails under new numbers, then each of them once more.
    after = _snapshot()
    Mailbox.objects.update(read_up_to=0)
    assert world.read() == 0
    server.inbox.validity += 1
    assert world.read() == 0
    for specimen in corpus:
        server.inbox.add(specimen.raw)
    assert world.read() == 0
    assert _snapshot() == after
    assert MailPlace.objects.count() == 3 * len(corpus)
    assert (world.compare(), Mailbox.objects.get().messages_stored) == (0, 2 * len(corpus))


def _faults(specimen: Specimen, mail: IncomingMail, sent: int, told: list, world: World) -> Iterator[str]:
    """In words, where the mail did not come to what the corpus says."""
    want = dict(specimen.expect)
    if (mail.state, mail.reason) != (want.pop("state"), want.pop("reason", "")):
        yield f"became {mail.state} ({mail.reason}) {mail.detail}"
        return
    if bytes(mail.source.raw) != specimen.raw and mail.reason != "too_large":
        yield "is not stored as it came"
    issue = want.pop("issue", "")
    known = {row.pk: name for name, row in world.issues.items()}
    found = known.get(mail.issue_id, "new" if mail.issue_id else "")
    if issue and found != issue:
        yield f"belongs to {found or 'no issue'}"
    yield from _mails(mail, sent, want.pop("outbound", None))
    yield from _news(mail, told, want.pop("troubled", ""))
    for name, expected in want.items():
        if (fault := CHECKS[name](mail, expected)) is not None:
            yield f"{name}: {fault}"


def _mails(mail: IncomingMail, sent: int, outbound: int | None) -> Iterator[str]:
    """Nothing leaves for what is not proven; to a proven sender a receipt at most, the first three times."""
    if mail.state == "pending" and mail.issue_id and mail.issue.owner_id:
        outbound = 1
    elif mail.state == "opened":
        outbound = int(mail.acknowledged) if outbound is None else outbound
        if IncomingMail.objects.filter(sender=mail.sender, acknowledged=True).count() > 3:
            yield "was acknowledged more than three times in an hour"
    if sent != (outbound or 0):
        yield f"caused {sent} mails"
    last = OutboundMessage.objects.order_by("-pk").first() if sent else None
    if last is not None and mail.state == "opened" and (last.address != mail.sender or last.facts):
        yield f"told {last.address} {last.facts}"


def _news(mail: IncomingMail, told: list, troubled: str) -> Iterator[str]:
    """What the parts of issues heard of it; nothing of automatic answers and of what waits."""
    expected = {"filed": What.REPLIED, "opened": What.OPENED}.get(mail.state)
    whats = [what for what, _ in told if what != What.RESUMED]
    if troubled:
        expected = What.NOT_DELIVERED
        if not AddressTrouble.objects.filter(address=troubled, cleared_at=None).exists():
            yield "left the address without trouble"
    if whats != ([expected] if expected else []):
        yield f"told {whats}"
    if mail.state == "automatic" and not mail.comment.automatic:
        yield "counts as the participant's word"


def _text(mail: IncomingMail) -> str:
    return mail.comment.text if mail.comment else ""


def _names(mail: IncomingMail) -> list[str]:
    return list(CommentFile.objects.filter(comment=mail.comment).values_list("document__name", flat=True))


def _all_words(mail: IncomingMail) -> str:
    comment = mail.comment
    return f"{mail.issue.title} {comment.html} {comment.text if '<' not in comment.text else ''}"


def _unless(right: bool, found: Any) -> str | None:
    return None if right else repr(found)


CHECKS: dict[str, Callable[[IncomingMail, Any], str | None]] = {
    "text": lambda mail, words: _unless(words in _text(mail), _text(mail)),
    "html": lambda mail, words: _unless(words in mail.comment.html, mail.comment.html),
    "title": lambda mail, words: _unless(mail.issue.title == words, mail.issue.title),
    "author": lambda mail, name: _unless(mail.comment.author_name == name, mail.comment.author_name),
    "files": lambda mail, names: _unless(_names(mail) == names, _names(mail)),
    "stored": lambda mail, number: _unless(len(_names(mail)) == number, _names(mail)),
    "never": lambda mail, words: _unless(not any(one in _all_words(mail) for one in words), _all_words(mail)),
    "folded": lambda mail, words: _unless(
        words in mail.comment.html.partition("<details")[2] and words not in mail.comment.html.partition("<details")[0],
        mail.comment.html,
    ),
}


def _snapshot() -> dict[str, Any]:
    """How many rows there are of everything that a mail can cause, and what became of each mail and issue."""
    counts = {model.__name__: model._default_manager.count() for model in COUNTED}
    mails = list(IncomingMail.objects.order_by("pk").values("ref", "state", "reason", "issue_id", "comment_id"))
    issues = list(Issue.objects.order_by("pk").values("ref", "state", "last_spoken_at", "reporter_id", "contact_id"))
    return counts | {"mails": mails, "issues": issues}
