"""Who writes and what about: the companies, people, issues and mails of ours that the corpus plays among."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from accounts.tests.factories import PersonFactory
from issues import reply_addresses
from issues.actions.mail_reading import compare_mailbox, read_mailbox
from issues.choices import IssueState, Side
from issues.models import Comment, Issue
from issues.tests.factories import CategoryFactory, CommentFactory, IssueFactory, WatcherFactory
from participants.choices import MembershipKind
from participants.models import Participant
from participants.tests.factories import AgentMembershipFactory, ContactFactory, MembershipFactory, ParticipantFactory
from portal.outbox.models import OutboundMessage
from portal.outbox.tests.mails import mail
from portal.testing import member_of

LIMIT = timedelta(minutes=10)


def settle(settings: Any, url: str) -> None:
    """An installation with a mailbox, whose own mail server is believed."""
    settings.IMAP_URL = url
    settings.IMAP_DONE_FOLDER = ""
    settings.MAIL_AUTH_SERVERS = ["mx.portal.example"]
    settings.MAIL_WITHOUT_DMARC = "quarantine"
    settings.MAIL_REPLY_ADDRESS = "issues@portal.example"
    settings.MAIL_DOMAIN = "portal.example"
    settings.MAIL_MAX_BYTES = 200_000
    settings.MAIL_PER_HOUR = 1_000
    settings.MAIL_RECEIPTS_PER_HOUR = 3


class World(SimpleNamespace):
    """`issues` by name, `addresses` of people by name; the methods fill the places of the corpus."""

    now: datetime

    def read(self) -> int:
        return read_mailbox(clock=lambda: self.now, limit=LIMIT)

    def compare(self) -> int:
        return compare_mailbox(clock=lambda: self.now)

    def places(self) -> dict[str, Any]:
        return {
            "ref": lambda name: self.issues[name].ref,
            "root": lambda name: f"<record.{self.issues[name].ref.lower()}@portal.example>",
            "answer": lambda name: self.answers[name].message_id,
            "reply": lambda person, name: self.reply_address(person, name, self.now),
            "expired": lambda person, name: self.reply_address(person, name, self.now - timedelta(days=200)),
            "tampered": self.tampered,
        }

    def reply_address(self, person: str, name: str, made_at: datetime) -> str:
        return reply_addresses.address_for(self.issues[name].ref, self.addresses[person], now=made_at)

    def tampered(self, person: str, name: str) -> str:
        ref = self.issues[name].ref.lower()
        return self.reply_address(person, name, self.now).replace(ref, self.issues["closed"].ref.lower())


def build(*, manager: User, now: datetime, lantern: SimpleNamespace, mesa: SimpleNamespace) -> World:
    company = lantern.participant
    mia = member_of(company, "Mia Member", "analyst@prairielantern.example")
    member_of(company, "Ana Admin", "admin@prairielantern.example", MembershipKind.ADMIN)
    member_of(mesa.participant, "Otto Outsider", "admin@bluemesa.example", MembershipKind.ADMIN)
    nora = PersonFactory(name="Nora Former", email="nora@prairielantern.example", is_active=False)
    MembershipFactory(user=nora, participant=company, kind=MembershipKind.ADMIN)
    agent = PersonFactory(name="Gus Agent", email="agent@gridadvisers.example")
    for participant in (company, mesa.participant):
        AgentMembershipFactory(user=agent, participant=participant)
    ContactFactory(
        participant=ParticipantFactory(name="Quiet Harbor"), name="quiet contact", email="cora@quiet.example"
    )
    CategoryFactory(code="GE-GENERAL", area="general", name="General", departments=[])
    world = World(now=now, mia=mia, manager=manager)
    world.addresses = {"mia": mia.email, "cora": lantern.contact.email, "nora": nora.email}
    world.issues = _issues(company, mia, manager, now)
    for issue in world.issues.values():
        WatcherFactory(issue=issue, user=mia, reason="raised")
    told = {"side": Side.OPERATOR, "author_name": "Dana Manager", "text": "Which unit?"}
    answer = CommentFactory(issue=world.issues["open"], **told)
    world.answers = {
        name: _answer(answer, address, mia if name == "mia" else None, now) for name, address in world.addresses.items()
    }
    return world


def _issues(company: Participant, mia: User, manager: User, now: datetime) -> dict[str, Issue]:
    own = {"participant": company, "reporter": mia, "owner": manager}
    over = {"resolution": "Sent again.", "cause": "question", "resolved_at": now, "resolved_by": manager}
    refs = (f"IS-2025-{number:05d}" for number in range(41, 45))
    waiting = IssueFactory(ref=next(refs), state=IssueState.WAITING, **own)
    return {
        "open": waiting,
        "resolved": IssueFactory(ref=next(refs), state=IssueState.RESOLVED, **over, **own),
        "closed": IssueFactory(ref=next(refs), state=IssueState.CLOSED, ended_at=now, **over, **own),
        "merged": IssueFactory(ref=next(refs), state=IssueState.MERGED, ended_at=now, merged_into=waiting, **own),
    }


def _answer(comment: Comment, address: str, recipient: User | None, now: datetime) -> OutboundMessage:
    """The mail by which somebody was told that the issue was answered."""
    issue = comment.issue
    given = {"about_type": "issues.issue", "about_ref": issue.ref, "participant_id": issue.participant_id}
    given["facts"] = {"comment": comment.ref}
    sent = {"state": "sent", "sent_at": now, "address": address, "recipient": recipient}
    message_id = f"<m-{address.replace('@', '.')}@portal.example>"
    return mail(kind="issues.issue.answered", message_id=message_id, **given, **sent)
