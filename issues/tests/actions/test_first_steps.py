"""An issue from its opening to its end, by both sides."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions.conversation import answer_issue, note_issue, reply_to_issue
from issues.actions.moves import confirm_issue, reopen_issue, resolve_issue
from issues.actions.opening import open_issue
from issues.choices import IssueState, Side
from issues.models import Comment, Issue, Note, Verification
from issues.tests.factories import CategoryFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.scoping import wall
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, manager: User, now: datetime) -> Issue:
    category = CategoryFactory()
    with wall.inside(member.acting_for):
        return open_issue(
            participant=lantern.participant,
            category=category,
            title="Reads of March 3 are missing",
            text="We miss the reads of **hour ending 17**.",
            by=member,
            now=now,
            registration=lantern.qse,
        )


def test_a_participant_asks_and_the_account_manager_owns_it(issue: Issue, manager: User, now: datetime) -> None:
    assert issue.ref == f"IS-{market_day(now).year}-00001"
    assert issue.owner == manager
    assert issue.state == IssueState.NEW
    assert "<strong>hour ending 17</strong>" in Comment.objects.get().html
    assert Verification.objects.get().proof == "signed_in"
    assert AuditEvent.objects.get(verb="issues.issue.opened").acting_for_id == issue.participant_id


def test_from_answer_to_confirmation(issue: Issue, manager: User, member: User, now: datetime) -> None:
    answer_issue(issue=issue, by=manager, now=now, text="Which meter?", wait=True)
    issue.refresh_from_db()
    assert issue.state == IssueState.WAITING
    assert issue.awaiting_since is None
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=now, text="The one at the plant.")
    issue.refresh_from_db()
    assert issue.state == IssueState.OPEN
    assert issue.awaiting_since == now
    resolve_issue(issue=issue, by=manager, now=now, resolution="Reads were reloaded.", cause="operator_data")
    with wall.inside(member.acting_for):
        reopen_issue(issue=issue, by=member, now=now, reason="Hour ending 18 is still missing.")
    resolve_issue(issue=issue, by=manager, now=now, resolution="All are there.", cause="operator_data")
    with wall.inside(member.acting_for):
        confirmed = confirm_issue(issue=issue, by=member, now=now)
    assert confirmed.state == IssueState.CLOSED
    assert (confirmed.confirmed_at, confirmed.reopened) == (now, 1)
    states = [step.state for step in issue.steps.all()]
    assert states == ["new", "waiting", "open", "resolved", "open", "resolved", "closed"]


def test_a_note_stays_with_the_staff(issue: Issue, manager: User, member: User, now: datetime) -> None:
    note_issue(issue=issue, by=manager, now=now, text="They asked twice before.")
    assert Note.objects.get().participant_id == issue.participant_id
    assert not Note.objects.visible_to(member).exists()
    assert list(Comment.objects.visible_to(member).values_list("side", flat=True)) == [Side.PARTICIPANT]


def test_outsiders_find_no_issue(issue: Issue, outsider: User, now: datetime) -> None:
    for act in (reply_to_issue, reopen_issue):
        said = {"text": "Hello"} if act is reply_to_issue else {"reason": "Hello"}
        with pytest.raises(NotPermitted, match="no such issue"), wall.inside(outsider.acting_for):
            act(issue=issue, by=outsider, now=now, **said)
    assert Comment.objects.count() == 1


def test_refusals(issue: Issue, manager: User, colleague: User, specialist: User, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        answer_issue(issue=issue, by=colleague, now=now, text="Hello")
    with pytest.raises(NotPermitted):
        note_issue(issue=issue, by=specialist, now=now, text="Hello")
    with pytest.raises(Refused, match="Write something"):
        answer_issue(issue=issue, by=manager, now=now, text="  ")
    with pytest.raises(Refused, match="what lay behind"):
        resolve_issue(issue=issue, by=manager, now=now, resolution="Done.", cause="")
    resolve_issue(issue=issue, by=manager, now=now, resolution="Done.", cause="question")
    with pytest.raises(IllegalMove):
        resolve_issue(issue=issue, by=manager, now=now, resolution="Done.", cause="question")
