"""Saved replies, the release check and the undo as the staff meet them."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from issues.actions.conversation import answer_issue
from issues.choices import Side, WatchReason
from issues.models import Comment, Dispatch, Issue, ReleaseOverride, SavedReply
from issues.recipients import recipients
from issues.tests.conversations import followed_by_mail
from issues.tests.factories import IssueFactory, WatcherFactory
from participants.tests.factories import AgentMembershipFactory, ContactFactory
from portal.documents.tests.files import PNG, upload
from portal.outbox.models import AddressTrouble

pytestmark = pytest.mark.django_db

NAMING = "As we told Blue Mesa Trading."


@pytest.fixture
def issue(lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, member: User) -> Issue:
    issue = IssueFactory(participant=lantern.participant, owner=manager, reporter=member)
    WatcherFactory(issue=issue, user=member, side=Side.PARTICIPANT, reason=WatchReason.RAISED)
    return issue


@pytest.fixture
def desk(signed_in: Any, manager: User) -> Client:
    return signed_in(manager)


def test_a_reply_is_seen_with_real_values_held_and_sent_with_a_reason(desk: Client, issue: Issue) -> None:
    reply = SavedReply.objects.create(title="We look", text="Dear {{ person }}, **{{ title }}** {{ operating_day }}")
    address = f"/issues/{issue.ref}/saved-replies/{reply.ref}/"
    seen = desk.get(address).content.decode()
    assert f"Dear Mia Member, <strong>{issue.title}</strong>" in seen
    assert "the operating day: write it in" in seen
    assert "Participant" in seen, "the badge of the recipient"
    held = desk.post(address, {"text": NAMING})
    assert held.status_code == 422
    assert "This would tell the participant of another company: Blue Mesa Trading" in held.content.decode()
    assert "Why it may go all the same" in held.content.decode()
    assert not Comment.objects.exists()
    sent = desk.post(address, {"text": NAMING, "override_reason": "They asked together."})
    assert sent.status_code == 302
    assert ReleaseOverride.objects.get().reason == "They asked together."


def test_the_log_is_the_supervisors(signed_in: Any, issue: Issue, manager: User, supervisor: User) -> None:
    answer_issue(issue=issue, by=manager, now=timezone.now(), text=NAMING, override_reason="They asked together.")
    client = signed_in(supervisor)
    client.get("/issues/answers-let-go/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as statements:
            page = client.get("/issues/answers-let-go/").content.decode()
        assert "They asked together." in page
        assert "Blue Mesa Trading" in page
        counts.append(len(statements))
        given = {
            "participant": issue.participant,
            "by": manager,
            "at": timezone.now(),
            "reason": "Known",
            "findings": [],
        }
        ReleaseOverride.objects.bulk_create([ReleaseOverride(issue=issue, **given) for _ in range(5)])
    assert counts[0] == counts[1]


def test_an_answer_is_taken_back_from_the_page(desk: Client, issue: Issue, manager: User) -> None:
    given = {"text": "Which meter?", "files": [upload("scan.png", PNG)]}
    sent = desk.post(f"/issues/{issue.ref}/answer/", given, follow=True)
    assert "Not checked for other companies: scan.png." in sent.content.decode()
    answer = Dispatch.objects.get()
    page = desk.get(issue.get_absolute_url()).content.decode()
    address = f"/issues/{issue.ref}/answers/{answer.ref}/take-back/"
    assert address in page
    desk.post(address)
    assert not Comment.objects.exists()
    assert address not in desk.get(issue.get_absolute_url()).content.decode()


def test_recipients_are_who_they_are_in_one_statement(
    issue: Issue, lantern: SimpleNamespace, member: User, outsider: User, now: datetime
) -> None:
    agent = AgentMembershipFactory(participant=lantern.participant).user
    watching = {"issue": issue, "side": Side.PARTICIPANT, "reason": WatchReason.ADDED}
    WatcherFactory(user=agent, **watching)
    WatcherFactory(user=outsider, **watching)
    WatcherFactory(contact=ContactFactory(participant=lantern.participant, name="Left", active=False), **watching)
    desk = followed_by_mail(issue)
    AddressTrouble.objects.create(address=desk.email.upper(), kind="bounced", since=now - timedelta(days=1))
    with CaptureQueriesContext(connection) as statements:
        found = {one.name: (one.badge, one.note) for one in recipients(issue)}
    assert len(statements) == 1
    assert found[member.name] == ("Participant", "")
    assert found[agent.name] == ("Agent", "")
    assert found[outsider.name] == ("Outside", "no access any more: hears nothing")
    assert found["Left"] == ("Outside", "left the company: hears nothing")
    assert found[desk.name] == ("Contact without account", "mail does not arrive there")
