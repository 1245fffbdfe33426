"""Who hears of an issue, what a subject says, and from whose view the text is drawn."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import Absence, User
from issues.actions.changing import hand_over_issue
from issues.actions.conversation import answer_issue, reply_to_issue
from issues.actions.deliveries import address_failed, came_back, not_delivered
from issues.actions.moves import confirm_issue, reopen_issue, resolve_issue, withdraw_issue
from issues.actions.opening import open_issue
from issues.actions.watching import watch
from issues.choices import IssueState, Side, WatchReason
from issues.models import Comment, Issue
from issues.tests.conversations import asked, followed_by_mail
from issues.tests.factories import CategoryFactory
from portal.audit.models import AuditEvent
from portal.lifecycle import subjects
from portal.outbox import kinds, people, texts
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.scoping import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, now: datetime) -> Issue:
    issue = asked(lantern, member, now)
    OutboundMessage.objects.all().delete()
    return issue


def told() -> set[tuple[str, str]]:
    """What was told to whom since the last time it was asked."""
    rows = set(OutboundMessage.objects.values_list("kind", "address"))
    OutboundMessage.objects.all().delete()
    return {(kind.removeprefix("issues.issue."), address) for kind, address in rows}


def drawn(message: OutboundMessage, now: datetime) -> texts.Text:
    """The mail as its reader gets it."""
    person = message.recipient
    if person is None:
        row = subjects.told_to(message.about_type, {message.about_ref: {message.address}}).get(
            (message.about_ref, message.address)
        )
        return texts.draw(kinds.get(message.kind), ref=message.about_ref, row=row, facts=message.facts, link="/")
    with people.view_as(person, message.participant_id, now):
        row = subjects.visible(person, message.about_type, {message.about_ref}).get(message.about_ref)
        return texts.draw(
            kinds.get(message.kind), ref=message.about_ref, row=row, facts=message.facts, recipient=person, link="/i/"
        )


def test_each_side_hears_what_the_other_does(
    issue: Issue, lantern: SimpleNamespace, manager: User, member: User, colleague: User, senior: User, now: datetime
) -> None:
    followed_by_mail(issue)
    watch(issue, side=Side.OPERATOR, user=senior, reason=WatchReason.CHOSE, by=senior, now=now)
    company = {member.email, "meters@lantern.example"}
    act: dict[str, Any] = {"issue": issue, "now": now}
    answer_issue(**act, by=manager, text="Which meter?", wait=True)
    assert told() == {("waiting", one) for one in company}
    with wall.inside(member.acting_for):
        reply_to_issue(**act, by=member, text="The one at the plant.")
    assert told() == {("replied", manager.email), ("replied", senior.email)}
    answer_issue(**act, by=manager, text="We look into it.")
    assert told() == {("answered", one) for one in company}
    resolve_issue(**act, by=manager, resolution="Reloaded.", cause="operator_data")
    assert told() == {("resolved", one) for one in company}
    with wall.inside(member.acting_for):
        reopen_issue(**act, by=member, reason="One hour is missing.")
    assert told() == {("reopened", one) for one in {"meters@lantern.example", manager.email, senior.email}}
    Absence.objects.create(person=colleague, stand_in=senior, starts_on=now.date(), ends_on=now.date())
    hand_over_issue(**act, by=manager, owner=colleague)
    assert told() == {("handed_over", senior.email)}, "the stand-in of an absent colleague gets the mail"
    resolve_issue(**act, by=manager, resolution="Now all.", cause="operator_data")
    told()
    with wall.inside(member.acting_for):
        confirm_issue(**act, by=member)
    assert told() == {("confirmed", senior.email), ("closed", "meters@lantern.example")}
    other = asked(lantern, member, now)
    assert told() == {("opened", manager.email)}
    withdraw_issue(issue=other, by=manager, now=now, reason="They found it.")
    assert told() == {("withdrawn", member.email)}


def test_nothing_falls_silent_without_an_owner(
    lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime
) -> None:
    lantern.assignment.delete()
    given = {"participant": lantern.participant, "category": CategoryFactory(), "title": "Statement late"}
    open_issue(**given, text="Where is it?", by=supervisor, contact=lantern.contact, now=now)
    assert told() == {("taken_down", lantern.contact.email)}, "who took it down knows it"
    open_issue(**given, text="Where is it?", by=manager, contact=lantern.contact, now=now)
    assert ("opened", supervisor.email) in told()


def test_the_text_is_drawn_from_the_readers_view_and_the_subject_says_nothing(
    issue: Issue, lantern: SimpleNamespace, manager: User, member: User, now: datetime
) -> None:
    contact = followed_by_mail(issue)
    answer_issue(issue=issue, by=manager, now=now, text="Your **guarantee** is short.")
    mails = {message.address: message for message in OutboundMessage.objects.all()}
    assert {message.thread_key for message in mails.values()} == {f"record.{issue.ref.lower()}"}
    for message in mails.values():
        text = drawn(message, now)
        assert text.subject == f"Answer to your issue · {issue.ref}"
        assert "Your **guarantee** is short." in text.body
        assert "<strong>guarantee</strong>" in text.html
        assert manager.name in text.body
        assert "guarantee" not in f"{message.facts}"
        assert "Hear no more of this issue" in text.body
    assert "/i/" in drawn(mails[member.email], now).body
    assert "Open the issue" not in drawn(mails[contact.email], now).body, "no account, no link"
    former = mails[contact.email]
    contact.apply(email="moved@lantern.example")
    assert "guarantee" not in drawn(former, now).body, "the address is nobody's any more"
    issue.watchers.filter(user=member).update(left_at=now)
    issue.apply(reporter=None)
    assert "guarantee" not in drawn(mails[member.email], now).body


def test_an_answer_that_came_back_is_told_once(issue: Issue, manager: User, member: User, now: datetime) -> None:
    comment = answer_issue(issue=issue, by=manager, now=now, text="Which meter?")
    message = OutboundMessage.objects.get()
    message.apply(state=MessageState.SENT, sent_at=now, hold_reason="")
    address_failed("nobody@else.example", now + timedelta(hours=1))
    address_failed(member.email.upper(), now + timedelta(days=9))
    assert not comment.returned_at
    address_failed(member.email.upper(), now + timedelta(hours=1))
    came_back(message, now + timedelta(hours=2))
    comment.refresh_from_db()
    assert comment.returned_at == now + timedelta(hours=1)
    news = OutboundMessage.objects.get(kind="issues.issue.not_delivered")
    assert news.address == manager.email
    assert "Which meter?" in drawn(news, now).body


def test_an_issue_waits_no_longer_for_an_answer_to_what_never_arrived(
    issue: Issue, manager: User, now: datetime
) -> None:
    def back(comment: Comment, at: datetime) -> str:
        not_delivered(ref=comment.ref, now=at)
        issue.refresh_from_db()
        return issue.state

    hour = timedelta(hours=1)
    earlier = answer_issue(issue=issue, by=manager, now=now, text="We look into it.")
    asked = answer_issue(issue=issue, by=manager, now=now + hour, text="Which meter?", wait=True)
    assert back(earlier, now + 2 * hour) == IssueState.WAITING, "what was asked later arrived"
    assert back(asked, now + 3 * hour) == IssueState.OPEN
    step = issue.steps.last()
    assert (step.state, step.by, step.reason) == (IssueState.OPEN, None, "Our answer did not arrive.")
    event = AuditEvent.objects.filter(verb="issues.issue.not_delivered").latest("pk")
    assert (event.changes, event.reason) == ({"state": ["waiting", "open"]}, "Our answer did not arrive.")
    assert OutboundMessage.objects.filter(kind="issues.issue.not_delivered", address=manager.email).count() == 2
