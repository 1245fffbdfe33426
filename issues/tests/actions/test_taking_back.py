"""Ten seconds in which an answer is taken back as if it had never been given."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from issues import reactions
from issues.actions.conversation import answer_issue, reply_to_issue
from issues.actions.dispatching import take_back_answer
from issues.actions.moves import resolve_issue
from issues.choices import IssueState, Side
from issues.models import Comment, CommentFile, Dispatch, Issue, IssueStep, Note
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
    assert (message.due_at, message.hold_reason) == (later + timedelta(seconds=11), "undo")
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


def test_nothing_of_an_answer_is_the_participants_before_it_left(
    issue: Issue, manager: User, member: User, now: datetime, signed_in: Any
) -> None:
    client, api = signed_in(member), "/api/v1/issue-comments/"
    seen = shown(issue, member), client.get("/my/issues/?view=mine").content.decode()
    at = timezone.now()
    given = {"files": [upload("meters.csv", b"meter,reads\n1,24\n")], "wait": True}
    answer_issue(issue=issue, by=manager, now=at, text="The transformer counts twice.", **given)
    issue.refresh_from_db()
    assert issue.state == IssueState.WAITING, "the desk reads it as it stands"
    assert shown(issue, member) == seen[0]
    assert issue.ref not in client.get("/my/issues/?view=mine").content.decode()
    page = client.get(issue.get_my_url()).content.decode()
    assert "transformer" not in page
    assert "meters.csv" not in page
    assert "We need an answer from you" not in page
    assert len(client.get(api).json()["results"]) == 1
    assert client.get("/api/v1/issues/?state=waiting").json()["results"] == []
    assert [one["state"] for one in client.get("/api/v1/issues/?state=new").json()["results"]] == ["new"]
    assert client.get("/api/v1/issues/?q=transformer").json()["results"] == []
    with wall.inside(member.acting_for):
        assert reply_to_issue(issue=issue, by=member, now=at, text="And on March 4.").side == Side.PARTICIPANT
    resolve_issue(issue=issue, by=manager, now=at, resolution="The transformer counts once.", cause="operator_data")
    with wall.inside(member.acting_for), pytest.raises(Refused, match="just writing to you"):
        reply_to_issue(issue=issue, by=member, now=at, text="Hello?")
    assert "transformer" not in str(shown(issue, member))
    for rows in (Comment.objects.filter(side=Side.OPERATOR), IssueStep.objects.filter(seen_from__isnull=False)):
        rows.update(seen_from=at - timedelta(seconds=1))
    Issue.objects.update(held_until=at - timedelta(seconds=1))
    Notification.objects.filter(recipient=member).update(seen_from=at - timedelta(seconds=1))
    page = client.get(issue.get_my_url()).content.decode()
    assert "The transformer counts twice." in page
    assert "We think this is solved" in page
    assert issue.ref in client.get("/my/issues/?view=mine").content.decode()
    assert len(client.get("/api/v1/issues/?q=transformer").json()["results"]) == 1


def shown(issue: Issue, member: User) -> list[Any]:
    """All that a participant's user can read of an issue, with no filter but the wall, and by the filters."""
    found: list[Any] = []
    with wall.inside(member.acting_for):
        row = Issue.objects.get(pk=issue.pk)
        found.append([row.state, row.last_spoken_at, row.awaiting_since, row.first_answered_at, row.resolution])
        for model in (Comment, CommentFile, IssueStep, Notification):
            found += [model.objects.count(), model.objects.visible_to(member).count()]
    return found
