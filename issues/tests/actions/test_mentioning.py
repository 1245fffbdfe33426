"""A colleague who is mentioned follows the issue and hears of it; nobody hears who may not see the participant."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions.conversation import note_issue
from issues.models import Note, Watcher
from issues.tests.factories import IssueFactory
from portal.lifecycle import subjects
from portal.lifecycle.refusals import Refused
from portal.outbox import kinds, texts
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db


def test_who_is_mentioned_follows_and_reads_the_note(
    lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User, now: datetime
) -> None:
    issue = IssueFactory(participant=lantern.participant, owner=manager)
    note = note_issue(
        issue=issue, by=manager, now=now, text="@Omar Colleague, they asked **twice**. @Dana Manager too."
    )
    watcher = Watcher.objects.get()
    assert (watcher.user, watcher.side, watcher.reason) == (colleague, "operator", "mentioned")
    message = OutboundMessage.objects.get()
    assert (message.kind, message.address) == ("issues.issue.mentioned", colleague.email)
    assert message.facts == {"note": note.ref}
    row = subjects.visible(colleague, message.about_type, {issue.ref})[issue.ref]
    told = texts.draw(
        kinds.get(message.kind), ref=issue.ref, row=row, facts=message.facts, recipient=colleague, link=""
    )
    assert "they asked **twice**" in told.body
    assert "<strong>twice</strong>" in told.html
    assert "twice" not in told.subject


def test_nobody_is_mentioned_who_may_not_read_it(
    restricted: SimpleNamespace,
    lantern: SimpleNamespace,
    senior: User,
    colleague: User,
    specialist: User,
    now: datetime,
) -> None:
    closed = IssueFactory(participant=restricted.participant, owner=senior)
    with pytest.raises(Refused, match="Omar Colleague may not see this participant"):
        note_issue(issue=closed, by=senior, now=now, text="@Omar Colleague")
    issue = IssueFactory(participant=lantern.participant)
    with pytest.raises(Refused, match="by a referral"):
        note_issue(issue=issue, by=senior, now=now, text="@Sam Specialist")
    assert not Note.objects.exists()
    assert not OutboundMessage.objects.exists()
