"""Drafts: one for each person, issue and kind, read by nobody else, handed over, gone once sent; and who is there."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues import presence
from issues.actions.conversation import answer_issue, reply_to_issue
from issues.actions.drafting import drop_draft, hand_over_draft, keep_draft, keep_my_draft
from issues.models import Draft, Issue, MyDraft
from issues.tests.actions.working_world import raised
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, now: datetime) -> Issue:
    return raised(lantern, member, now)


def test_a_draft_of_the_staff_is_kept_handed_over_and_gone_once_sent(
    issue: Issue, manager: User, supervisor: User, colleague: User, auditor: User, now: datetime
) -> None:
    who = {"issue": issue, "now": now, "kind": "answer"}
    draft = keep_draft(**who, by=manager, text="Dear all")
    assert keep_draft(**who, by=manager, text="Dear Mia").pk == draft.pk
    assert not Draft.objects.visible_to(supervisor).exists()
    with pytest.raises(NotPermitted):
        keep_draft(**who, by=auditor, text="x")
    with pytest.raises(Refused, match="does not work on"):
        hand_over_draft(draft=draft, by=manager, now=now, to=colleague)
    own = keep_draft(**who, by=supervisor, text="Mine")
    with pytest.raises(Refused, match="would be lost"):
        hand_over_draft(draft=draft, by=manager, now=now, to=supervisor)
    with pytest.raises(NotPermitted):
        drop_draft(draft=own, by=manager, now=now)
    drop_draft(draft=own, by=supervisor, now=now)
    hand_over_draft(draft=draft, by=manager, now=now, to=supervisor)
    handed = Draft.objects.visible_to(supervisor).get()
    assert (handed.text, handed.handed_by) == ("Dear Mia", manager)
    answer_issue(issue=issue, by=supervisor, now=now, text="Dear Mia, here.")
    assert not Draft.objects.exists()
    keep_draft(**who, by=manager, text="x")
    assert keep_draft(**who, by=manager, text="  ") is None
    assert not Draft.objects.exists()


def test_a_participants_draft_stays_behind_the_wall(
    issue: Issue, lantern: SimpleNamespace, member: User, org_admin: User, outsider: User, manager: User, now: datetime
) -> None:
    with wall.inside(member.acting_for):
        keep_my_draft(by=member, now=now, kind="reply", text="It was", issue=issue)
        kept = keep_my_draft(by=member, now=now, kind="reply", text="It was hour 17", issue=issue)
        keep_my_draft(by=member, now=now, kind="ask", text="", more={"title": "Another matter"})
        assert MyDraft.objects.count() == 2
    assert not MyDraft.objects.visible_to(manager).exists()
    for other in (org_admin, outsider):
        with wall.inside(other.acting_for):
            assert not MyDraft.objects.all().exists()
    with pytest.raises(NotPermitted), wall.inside(outsider.acting_for):
        keep_my_draft(by=outsider, now=now, kind="reply", text="x", issue=issue)
    with pytest.raises(Refused, match="no such draft"), wall.inside(member.acting_for):
        keep_my_draft(by=member, now=now, kind="reply", text="x")
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=now, text="It was hour 17.")
        assert not MyDraft.objects.filter(pk=kept.pk).exists()
    raised(lantern, member, now, "Another matter")
    assert not MyDraft.objects.exists()


def test_others_are_seen_while_they_are_there(manager: User, supervisor: User, now: datetime) -> None:
    assert presence.seen(7, manager, "writing", now) == []
    assert [one.words for one in presence.seen(7, supervisor, "anything", now)] == ["is writing an answer"]
    assert [one.name for one in presence.seen(7, manager, "reading", now)] == [supervisor.name]
    assert presence.seen(8, supervisor, "reading", now) == []
    assert presence.seen(7, manager, "reading", now + timedelta(seconds=41)) == []
