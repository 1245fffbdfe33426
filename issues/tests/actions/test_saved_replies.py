"""Saved replies: who writes them, and macros that do what the buttons do."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import Team, User
from issues.actions.saved_replies import add_reply, change_reply, end_reply, use_reply
from issues.actions.saved_replies_catalog import load_saved_replies
from issues.choices import IssueState
from issues.models import Comment, CommentFile, Issue, ReleaseOverride, SavedReply
from issues.release_check import Withheld
from issues.tests.factories import IssueFactory
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace, manager: User, member: User) -> Issue:
    return IssueFactory(participant=lantern.participant, owner=manager, reporter=member)


def test_who_writes_for_whom(manager: User, supervisor: User, colleague: User, now: datetime) -> None:
    team = Team.objects.create(name="Wholesale")
    User.objects.filter(pk=manager.pk).update(team=team)
    manager.refresh_from_db()
    given: dict[str, Any] = {"now": now, "title": "We look", "text": "Dear {{ person }}"}
    for_all = add_reply(by=supervisor, **given)
    own = add_reply(by=manager, team=team, **given)
    with pytest.raises(NotPermitted, match="Only supervisors"):
        add_reply(by=manager, **given)
    with pytest.raises(NotPermitted, match="members of that team"):
        change_reply(reply=own, by=colleague, team=team, **given)
    with pytest.raises(Refused, match="“duns” is not one"):
        change_reply(reply=own, by=manager, team=team, **given | {"text": "{{ duns }}"})
    with pytest.raises(Refused, match="needs a cause"):
        change_reply(reply=own, by=manager, team=team, **given, move="resolve")
    assert set(SavedReply.objects.visible_to(colleague)) == {for_all}
    assert set(SavedReply.objects.visible_to(manager)) == {for_all, own}
    end_reply(reply=own, by=manager, now=now)
    with pytest.raises(Refused, match="not in use"):
        change_reply(reply=own, by=manager, team=team, **given)


def test_a_macro_answers_and_moves_along(
    issue: Issue, manager: User, supervisor: User, colleague: User, now: datetime
) -> None:
    given: dict[str, Any] = {"by": supervisor, "now": now, "text": "Dear {{ person }}, about {{ issue }}: {{ me }}"}
    act: dict[str, Any] = {"issue": issue, "by": manager, "now": now}
    use_reply(reply=add_reply(title="Wait", move="wait", **given), **act)
    issue.refresh_from_db()
    assert issue.state == IssueState.WAITING
    assert Comment.objects.get().text == f"Dear Mia Member, about {issue.ref}: Dana Manager"
    use_reply(reply=add_reply(title="Hand over", move="hand_over", hand_to=colleague, **given), **act)
    issue.refresh_from_db()
    assert issue.owner == colleague
    done = add_reply(title="Done", move="resolve", cause="question", **given)
    use_reply(reply=done, **act, text="It is settled.", files=[upload("reads.csv", b"a,b\n")])
    assert CommentFile.objects.get().comment.text == "It is settled."
    issue.refresh_from_db()
    assert (issue.state, issue.resolution, issue.cause) == (IssueState.RESOLVED, "It is settled.", "question")


def test_a_macro_passes_through_the_same_checks(
    issue: Issue, mesa: SimpleNamespace, manager: User, supervisor: User, colleague: User, now: datetime
) -> None:
    reply = add_reply(title="Day", text="For {{ operating_day }}", by=supervisor, now=now)
    with pytest.raises(Refused, match="still missing in this text: the operating day"):
        use_reply(issue=issue, reply=reply, by=manager, now=now)
    with pytest.raises(Withheld):
        use_reply(issue=issue, reply=reply, by=manager, now=now, text="As for Blue Mesa Trading")
    with pytest.raises(NotPermitted):
        use_reply(issue=issue, reply=reply, by=colleague, now=now, text="Hello")
    assert not Comment.objects.exists()
    use_reply(issue=issue, reply=reply, by=manager, now=now, text="As for Blue Mesa Trading", override_reason="Known")
    assert ReleaseOverride.objects.get().reason == "Known"


def test_defaults_are_loaded_and_corrected_rows_left_alone(supervisor: User, now: datetime) -> None:
    assert load_saved_replies(now=now) == SavedReply.objects.count() > 4
    row = SavedReply.objects.get(code="RECEIVED")
    change_reply(reply=row, by=supervisor, now=now, title="Ours", text="Ours")
    SavedReply.objects.filter(code="NEED-DETAILS").update(text="old")
    assert load_saved_replies(now=now) == 1
    row.refresh_from_db()
    assert row.title == "Ours"
