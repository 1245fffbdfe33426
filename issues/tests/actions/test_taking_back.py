"""Ten seconds in which an answer is taken back as if it had never been given."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues import reactions
from issues.actions.conversation import answer_issue, reply_to_issue
from issues.actions.dispatching import take_back_answer
from issues.actions.moves import resolve_issue
from issues.choices import IssueState
from issues.models import Comment, Dispatch, Issue, Note
from issues.reactions import What
from issues.tests.conversations import asked
from portal.audit.models import AuditEvent
from portal.documents.models import Document
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, now: datetime) -> Issue:
    return asked(lantern, member, now)


def test_an_answer_taken_back_leaves_no_trace_with_the_participant(
    issue: Issue, manager: User, member: User, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    files = [upload("meters.csv", b"meter,reads\n1,24\n")]
    answer_issue(issue=issue, by=manager, now=later, text="Blue Mesa has it too.", files=files, wait=True)
    assert Comment.objects.visible_to(member).count() == 2
    message = OutboundMessage.objects.get(kind="issues.issue.waiting")
    assert (message.due_at, message.hold_reason) == (later + timedelta(seconds=10), "undo")
    told = []
    reactions.register(lambda what, issue, **facts: told.append((what, facts)))
    try:
        answer = Dispatch.objects.get()
        note = take_back_answer(issue=issue, answer=answer, by=manager, now=later + timedelta(seconds=9))
    finally:
        reactions._reactions.pop()
    issue.refresh_from_db()
    assert (issue.state, issue.awaiting_since, issue.first_answered_at) == (IssueState.NEW, now, None)
    assert issue.last_spoken_at == now
    assert [step.state for step in issue.steps.all()] == ["new"]
    assert [(what, facts["undone"]) for what, facts in told] == [(What.TAKEN_BACK, [What.ANSWERED, What.WAITING])]
    assert Comment.objects.count() == Comment.objects.visible_to(member).count() == 1
    message.refresh_from_db()
    assert message.state == "undone"
    assert not Notification.objects.filter(recipient=member).exists()
    assert (note.text, note.author) == ("Blue Mesa has it too.", manager)
    assert note.files.get().document.name == "meters.csv"
    assert not Document.objects.visible_to(member).exists()
    with wall.inside(member.acting_for):
        assert not Document.objects.exists()
    assert AuditEvent.objects.filter(verb="issues.issue.taken_back", object_ref=issue.ref).exists()
    with pytest.raises(Refused, match="already"):
        take_back_answer(issue=issue, answer=answer, by=manager, now=later + timedelta(seconds=9))


def test_a_resolution_is_taken_back(issue: Issue, manager: User, now: datetime) -> None:
    resolve_issue(issue=issue, by=manager, now=now, resolution="Reloaded.", cause="operator_data")
    take_back_answer(issue=issue, answer=Dispatch.objects.get(), by=manager, now=now)
    issue.refresh_from_db()
    assert (issue.state, issue.resolution, issue.cause, issue.resolved_by) == (IssueState.NEW, "", "", None)
    assert issue.resolved_at is None
    assert Note.objects.get().text == "Reloaded."


def test_too_late_not_ones_own_and_gone_on(
    issue: Issue, manager: User, supervisor: User, member: User, now: datetime
) -> None:
    answer_issue(issue=issue, by=manager, now=now, text="Which meter?", wait=True)
    answer = Dispatch.objects.get()
    with pytest.raises(NotPermitted, match="Only who wrote"):
        take_back_answer(issue=issue, answer=answer, by=supervisor, now=now)
    with pytest.raises(Refused, match="left already"):
        take_back_answer(issue=issue, answer=answer, by=manager, now=now + timedelta(seconds=10))
    OutboundMessage.objects.filter(kind="issues.issue.waiting").update(attempts=1)
    with pytest.raises(Refused, match="on its way"):
        take_back_answer(issue=issue, answer=answer, by=manager, now=now)
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=now, text="The one at the plant.")
    with pytest.raises(Refused, match="Something else happened"):
        take_back_answer(issue=issue, answer=answer, by=manager, now=now)
    assert Comment.objects.count() == 3
    assert not Note.objects.exists()
