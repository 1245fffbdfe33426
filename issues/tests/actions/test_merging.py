"""Merging, splitting, families and links: within one participant, without circles, undone from what was written."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from accounts.tests.factories import PersonFactory
from issues.actions.conversation import reply_to_issue
from issues.actions.families import set_parent
from issues.actions.following import add_watcher
from issues.actions.linking import link_issues, unlink_issues
from issues.actions.merging import merge_issues, target_of, unmerge_issue
from issues.actions.moves import resolve_issue, withdraw_issue
from issues.actions.splitting import split_issue
from issues.actions.tagging import tag_issue
from issues.choices import IssueState, LinkKind
from issues.models import Comment, Dispute, Issue, IssueLink, Tag, Watcher
from issues.tests.actions.working_world import load_deadlines, raised
from issues.tests.factories import ExternalReferenceFactory, IssueFactory
from participants.choices import MembershipKind
from participants.tests.factories import MembershipFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall
from portal.testing import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(lantern: SimpleNamespace, member: User, org_admin: User, now: datetime) -> tuple[Issue, Issue]:
    return raised(lantern, member, now, "Hour 17"), raised(lantern, org_admin, now, "Hour 18")


def followers(issue: Issue) -> set[str]:
    return {str(row) for row in issue.watchers.watching()}


def test_a_merged_issue_goes_on_in_the_other_and_comes_back_as_it_was(
    pair: tuple[Issue, Issue],
    manager: User,
    member: User,
    org_admin: User,
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    now: datetime,
) -> None:
    first, second = pair
    # The participant reads the reason.
    with pytest.raises(Refused, match="another company"):
        merge_issues(issue=first, by=manager, now=now, into=second, reason=f"As for {mesa.participant.name}")
    number = ExternalReferenceFactory(issue=first)
    same = ExternalReferenceFactory(issue=first, number="1")
    ExternalReferenceFactory(issue=second, number="1")
    child = IssueFactory(participant=lantern.participant, parent=first)
    add_watcher(issue=first, by=manager, now=now, contact=lantern.contact)
    merge_issues(issue=first, by=manager, now=now, into=second, reason="Same meter")
    first.refresh_from_db()
    child.refresh_from_db()
    number.refresh_from_db()
    same.refresh_from_db()
    assert (first.state, first.merged_into, first.ended_at) == (IssueState.MERGED, second, now)
    assert (number.issue, same.issue, child.parent) == (second, first, second)
    assert followers(second) == {member.name, org_admin.name, lantern.contact.name}
    assert second.ref in Comment.objects.filter(issue=first, automatic=True).get().text
    with wall.inside(member.acting_for):
        said = reply_to_issue(issue=first, by=member, now=now, text="Hour 19 as well.")
    assert said.issue == second
    unmerge_issue(issue=first, by=manager, now=now)
    for row in (first, child, number):
        row.refresh_from_db()
    assert (first.state, first.merged_into, first.ended_at) == (IssueState.NEW, None, None)
    assert (number.issue, child.parent) == (first, first)
    # The member spoke there by now and stays; the contact came by the merging alone.
    assert followers(second) == {member.name, org_admin.name}
    with pytest.raises(Refused, match="not merged"):
        unmerge_issue(issue=first, by=manager, now=now)


def test_merging_goes_on_in_chains_never_in_circles_and_comes_back_from_the_end(
    pair: tuple[Issue, Issue], manager: User, org_admin: User, member: User, lantern: SimpleNamespace, now: datetime
) -> None:
    first, second = pair
    third = raised(lantern, org_admin, now, "All hours")
    number = ExternalReferenceFactory(issue=first)
    merge_issues(issue=first, by=manager, now=now, into=second)
    merge_issues(issue=second, by=manager, now=now, into=third)
    first.refresh_from_db()
    assert target_of(first) == third
    assert followers(third) == {member.name, org_admin.name}
    for into in (first, second):
        with pytest.raises(Refused, match="is over"):
            merge_issues(issue=third, by=manager, now=now, into=into)
    with pytest.raises(Refused, match="itself"):
        merge_issues(issue=third, by=manager, now=now, into=third)
    unmerge_issue(issue=first, by=manager, now=now)
    number.refresh_from_db()
    assert number.issue == first
    assert followers(third) == {org_admin.name}


def test_only_within_one_participant_and_only_where_the_asker_may_follow(
    pair: tuple[Issue, Issue], mesa: SimpleNamespace, lantern: SimpleNamespace, supervisor: User, manager: User,
    now: datetime,
) -> None:  # fmt: skip
    first, second = pair
    foreign = IssueFactory(participant=mesa.participant)
    with pytest.raises(Refused, match="same participant"):
        merge_issues(issue=first, by=supervisor, now=now, into=foreign)
    with pytest.raises(NotPermitted):
        merge_issues(issue=first, by=manager, now=now, into=foreign)
    with pytest.raises(Refused, match="tells of another company"):
        merge_issues(issue=first, by=manager, now=now, into=second, reason=f"As {mesa.participant.name} says")
    dispute = Dispute.objects.create(
        issue=first, participant=lantern.participant, opened_by=manager, opened_at=now, changed_at=now
    )
    with pytest.raises(Refused, match="not filed yet"):
        merge_issues(issue=first, by=manager, now=now, into=second)
    dispute.delete()
    set_parent(issue=second, by=manager, now=now, parent=first)
    with pytest.raises(Refused, match="stands beneath"):
        merge_issues(issue=first, by=manager, now=now, into=second)
    narrow = PersonFactory(name="Nell Narrow")
    own = MembershipFactory(user=narrow, participant=lantern.participant, kind=MembershipKind.MEMBER, narrowed=True)
    own.registrations.add(lantern.re)
    hers = raised(lantern, acting(narrow), now, "Hers", registration=lantern.re)
    with pytest.raises(Refused, match="another registration"):
        merge_issues(issue=hers, by=manager, now=now, into=first)
    assert not Watcher.objects.filter(issue=first, user=narrow).exists()


def test_an_issue_does_not_end_before_those_beneath_it(
    pair: tuple[Issue, Issue], manager: User, member: User, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    load_deadlines(now)
    parent, child = pair
    set_parent(issue=child, by=manager, now=now, parent=parent)
    with pytest.raises(Refused, match="stands beneath"):
        set_parent(issue=parent, by=manager, now=now, parent=child)
    with pytest.raises(Refused, match="same participant only"):
        set_parent(issue=child, by=supervisor, now=now, parent=IssueFactory(participant=mesa.participant))
    done = {"now": now, "resolution": "All are there.", "cause": "operator_data"}
    with pytest.raises(Refused, match=child.ref):
        resolve_issue(issue=parent, by=manager, **done)
    with pytest.raises(Refused, match="still open") as refused, wall.inside(member.acting_for):
        withdraw_issue(issue=parent, by=member, now=now, reason="Found it")
    assert child.ref not in refused.value.reason
    resolve_issue(issue=child, by=manager, **done)
    resolve_issue(issue=parent, by=manager, **done)
    with pytest.raises(Refused, match="is over"):
        set_parent(issue=IssueFactory(participant=parent.participant), by=manager, now=now, parent=parent)


def test_a_split_issue_belongs_to_who_wrote_the_comment_and_both_sides_say_so(
    pair: tuple[Issue, Issue], manager: User, member: User, org_admin: User, now: datetime
) -> None:
    issue, other = pair
    add_watcher(issue=issue, by=manager, now=now, user=org_admin)
    with wall.inside(org_admin.acting_for):
        comment = reply_to_issue(issue=issue, by=org_admin, now=now, text="Also, our **invoice** is late.")
    new = split_issue(issue=issue, by=manager, now=now, comment=comment, title="Invoice late", facts=("registration",))
    assert (new.reporter, new.registration, new.owner) == (org_admin, issue.registration, issue.owner)
    first, mark = Comment.objects.filter(issue=new)
    assert (first.author, first.text, first.entered_by) == (org_admin, comment.text, manager)
    assert issue.ref in mark.text
    assert new.ref in Comment.objects.filter(issue=issue, automatic=True).get().text
    assert IssueLink.objects.get().kind == LinkKind.SPLIT_FROM
    assert followers(new) == {org_admin.name}
    for wrong, words in ((Comment.objects.filter(issue=other).first(), "not written in this"), (mark, "not written")):
        with pytest.raises(Refused, match=words):
            split_issue(issue=issue, by=manager, now=now, comment=wrong, title="x")
    assert not AuditEvent.objects.filter(verb="issues.issue.opened", object_ref=new.ref).exclude(by=manager).exists()


def test_links_and_tags_are_the_staffs_and_lead_nowhere_out_of_sight(
    pair: tuple[Issue, Issue], manager: User, supervisor: User, member: User, restricted: SimpleNamespace, now: datetime
) -> None:
    issue, other = pair
    hidden = IssueFactory(participant=restricted.participant)
    with pytest.raises(NotPermitted, match="no such issue"):
        link_issues(issue=issue, by=manager, now=now, other=hidden, kind=LinkKind.RELATED)
    assert not IssueLink.objects.exists()
    link_issues(issue=issue, by=supervisor, now=now, other=hidden, kind=LinkKind.CAUSED_BY)
    assert not IssueLink.objects.visible_to(manager).exists()
    assert IssueLink.objects.visible_to(supervisor).exists()
    link = link_issues(issue=issue, by=manager, now=now, other=other, kind=LinkKind.RELATED)
    for wrong, words in ((other, "already"), (issue, "itself")):
        with pytest.raises(Refused, match=words):
            link_issues(issue=issue, by=manager, now=now, other=wrong, kind=LinkKind.RELATED)
    unlink_issues(link=link, by=manager, now=now)
    tag_issue(issue=issue, by=manager, now=now, tags=["Winter storm", " winter  STORM ", "AMS"])
    assert {row.tag.name for row in issue.tagged.all()} == {"Winter storm", "AMS"}
    tag_issue(issue=other, by=manager, now=now, tags=["WINTER STORM"])
    tag_issue(issue=issue, by=manager, now=now, tags=["AMS"])
    assert Tag.objects.count() == 2
    assert not Tag.objects.visible_to(member).exists()
    with pytest.raises(Refused, match="at most"):
        tag_issue(issue=issue, by=manager, now=now, tags=[f"t{n}" for n in range(21)])
