"""Who follows an issue: only who may see it, with a reason, until one leaves."""

from datetime import datetime
from time import time
from types import SimpleNamespace

import pytest

from accounts.models import User
from accounts.tests.factories import PersonFactory
from issues import leaving
from issues.actions.following import add_watcher, follow_issue, leave_by_link, leave_issue, remove_watcher
from issues.models import Issue, Watcher
from issues.tests.actions.working_world import raised
from participants.tests.factories import AgentMembershipFactory, ContactFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace, member: User, now: datetime) -> Issue:
    return raised(lantern, member, now)


def test_outside_followers_are_only_those_who_may_see_it(
    issue: Issue, lantern: SimpleNamespace, manager: User, org_admin: User, outsider: User, agent: User, now: datetime
) -> None:
    who = {"issue": issue, "by": manager, "now": now}
    assert add_watcher(**who, user=org_admin).side == "participant"
    assert add_watcher(**who, user=agent).reason == "added"
    assert add_watcher(**who, contact=lantern.contact).contact == lantern.contact
    narrowed = PersonFactory(name="Nell Narrow")
    grant = AgentMembershipFactory(user=narrowed, participant=lantern.participant, narrowed=True)
    grant.registrations.add(lantern.re)
    with pytest.raises(NotPermitted, match="other registrations"):
        add_watcher(**who, user=narrowed)
    grant.registrations.add(lantern.qse)
    assert add_watcher(**who, user=narrowed)
    with pytest.raises(NotPermitted, match="does not act for it"):
        add_watcher(**who, user=outsider)
    with pytest.raises(NotPermitted, match="not one of this participant's"):
        add_watcher(**who, contact=ContactFactory())
    with pytest.raises(Refused, match="follows this issue already"):
        add_watcher(**who, user=org_admin)
    linked = ContactFactory(participant=lantern.participant, user=outsider, email="o@x.example")
    with pytest.raises(NotPermitted, match="does not act for it"):
        add_watcher(**who, contact=linked)


def test_inside_followers_read_issues(
    issue: Issue, manager: User, colleague: User, specialist: User, now: datetime
) -> None:
    assert follow_issue(issue=issue, by=colleague, now=now).reason == "chose"
    with pytest.raises(NotPermitted):
        follow_issue(issue=issue, by=specialist, now=now)
    with pytest.raises(NotPermitted, match="does not read"):
        add_watcher(issue=issue, by=manager, now=now, user=specialist)
    with pytest.raises(NotPermitted):
        add_watcher(issue=issue, by=colleague, now=now, user=manager)


def test_a_participants_user_adds_colleagues_and_no_staff(
    issue: Issue, lantern: SimpleNamespace, member: User, outsider: User, manager: User, now: datetime
) -> None:
    with wall.inside(member.acting_for):
        added = add_watcher(issue=issue, by=member, now=now, contact=lantern.contact)
    for by, whom in ((outsider, {"contact": lantern.contact}), (member, {"user": manager})):
        with pytest.raises(NotPermitted, match="no such issue"), wall.inside(by.acting_for):
            add_watcher(issue=issue, by=by, now=now, **whom)
    with wall.inside(member.acting_for):
        assert remove_watcher(watcher=added, by=member, now=now).left_at == now


def test_one_leaves_by_a_click_or_by_the_link_of_the_own_mail(
    issue: Issue, org_admin: User, manager: User, outsider: User, member: User, now: datetime
) -> None:
    watcher = add_watcher(issue=issue, by=manager, now=now, user=org_admin)
    with pytest.raises(NotPermitted), wall.inside(outsider.acting_for):
        remove_watcher(watcher=watcher, by=outsider, now=now)
    with wall.inside(org_admin.acting_for):
        leave_issue(issue=issue, by=org_admin, now=now)
    assert Watcher.objects.get(pk=watcher.pk).left_at == now
    again = add_watcher(issue=issue, by=manager, now=now, user=org_admin)
    token = leaving.url_for(again.pk).split("/")[-3]
    assert leaving.read(token) == again.pk
    cipher, long_ago = leaving._cipher(), int(time()) - leaving.LASTS - 1
    assert leaving.read(cipher.encrypt_at_time(str(again.pk).encode(), long_ago).decode()) is None
    assert leaving.read(token[:-4] + "AAA=") is None
    assert leaving.read("é") is None
    # By whoever is signed in where the link is opened: somebody of another company, inside the wall.
    with wall.inside(outsider.acting_for):
        leave_by_link(watcher=again, now=now)
    assert Watcher.objects.get(pk=again.pk).left_at == now
    assert leave_by_link(watcher=Watcher.objects.get(pk=again.pk), now=now)
    assert Watcher.objects.watching().filter(issue=issue, user=member).exists()
