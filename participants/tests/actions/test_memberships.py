"""Who may act for a participant: beginning, changing and ending that."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.actions.tokens import issue_token
from accounts.models import ApiToken, Invitation, User
from accounts.tests.factories import PersonFactory
from participants.access import memberships_of
from participants.actions.invitations import invite_to_participant
from participants.actions.memberships import add_membership, change_membership, end_membership
from participants.choices import MembershipKind
from participants.models import Membership
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import AgencyFactory, AgentMembershipFactory, MembershipFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)
ADMIN, MEMBER, AGENT = MembershipKind.ADMIN, MembershipKind.MEMBER, MembershipKind.AGENT


@pytest.fixture
def person(db: None) -> User:
    return PersonFactory(name="Nora New")


@pytest.fixture
def terms(lantern: SimpleNamespace, manager: User, person: User, now: datetime) -> dict[str, Any]:
    return {
        "participant": lantern.participant,
        "user": person,
        "kind": MEMBER,
        "by": manager,
        "now": now,
        "starts_on": TODAY,
    }


def test_staff_let_a_user_act_for_the_participant(terms: dict[str, Any], person: User, now: datetime) -> None:
    membership = add_membership(**terms)
    assert [one.pk for one in memberships_of(person, now)] == [membership.pk]
    assert recorded("membership.added").changes == {"user": ["", "Nora New"], "kind": ["", "Member"]}


def test_a_membership_may_be_narrowed(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, person: User, now: datetime
) -> None:
    with pytest.raises(Refused, match="available choices"):
        add_membership(**terms, registrations=[mesa.qse])
    add_membership(**terms, registrations=[lantern.qse])
    (membership,) = memberships_of(person, now)
    assert membership.narrowed
    assert membership.narrowed_to == [lantern.qse.pk]


def test_an_agents_membership_rests_on_an_agency_in_force(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace
) -> None:
    terms["kind"] = AGENT
    over = AgencyFactory(participant=lantern.participant, ends_on=TODAY - DAY)
    for wrong in (None, over, AgencyFactory(participant=mesa.participant)):
        with pytest.raises(Refused):
            add_membership(**terms, agency=wrong)
    agency = AgencyFactory(participant=lantern.participant)
    with pytest.raises(Refused, match="no other membership"):
        add_membership(**{**terms, "kind": MEMBER}, agency=agency)
    assert add_membership(**terms, agency=agency).agency == agency


def test_one_membership_at_a_time(terms: dict[str, Any]) -> None:
    add_membership(**terms)
    with pytest.raises(Refused, match="already has a membership"):
        add_membership(**terms)


def test_staff_and_closed_accounts_hold_none(terms: dict[str, Any], colleague: User, person: User) -> None:
    with pytest.raises(Refused, match="staff cannot"):
        add_membership(**{**terms, "user": colleague})
    person.apply(is_active=False)
    with pytest.raises(Refused, match="closed"):
        add_membership(**terms)


def test_administrators_invite_instead(terms: dict[str, Any], org_admin: User) -> None:
    with pytest.raises(Refused, match="Invite the person"):
        add_membership(**{**terms, "by": org_admin})


@pytest.mark.parametrize("who", ["outsider", "member", "colleague", "auditor"])
def test_others_write_no_membership(
    request: pytest.FixtureRequest, terms: dict[str, Any], org_admin: User, who: str
) -> None:
    other = request.getfixturevalue(who)
    membership, now = org_admin.memberships.get(), terms["now"]
    attempts = [
        lambda: add_membership(**{**terms, "by": other}),
        lambda: change_membership(membership=membership, by=other, now=now, kind=MEMBER),
        lambda: end_membership(membership=membership, by=other, now=now),
    ]
    before = list(Membership.objects.values())
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
    assert list(Membership.objects.values()) == before
    assert nothing_recorded()


def test_an_ended_membership_counts_no_more_at_once(member: User, manager: User, now: datetime) -> None:
    membership = member.memberships.get()
    end_membership(membership=membership, by=manager, now=now, reason="Left the company")
    assert memberships_of(member, now) == []
    assert recorded("membership.ended").reason == "Left the company"
    with pytest.raises(Refused, match="already ended"):
        end_membership(membership=membership, by=manager, now=now)


def test_tokens_die_with_their_membership_and_no_others(
    lantern: SimpleNamespace, mesa: SimpleNamespace, agent: User, manager: User, now: datetime
) -> None:
    own = {one.participant_id: one for one in agent.memberships.all()}
    for one in own.values():
        issue_token(user=agent, by=agent, now=now, name="n", scope="read", days=9, membership_ref=one.ref)
    end_membership(membership=own[lantern.participant.pk], by=manager, now=now)
    assert list(ApiToken.objects.values_list("membership_ref", flat=True)) == [own[mesa.participant.pk].ref]


def test_open_invitations_of_an_administrator_end_with_the_membership(
    lantern: SimpleNamespace, org_admin: User, manager: User, now: datetime
) -> None:
    terms = {"participant": lantern.participant, "by": org_admin, "now": now, "kind": MEMBER}
    invitation = invite_to_participant(**terms, email="friend@elsewhere.example", name="Friend")
    end_membership(membership=org_admin.memberships.get(), by=manager, now=now)
    assert not Invitation.objects.open_at(now).filter(pk=invitation.pk).exists()


def test_the_same_when_an_administrator_becomes_a_member(
    lantern: SimpleNamespace, org_admin: User, manager: User, now: datetime
) -> None:
    terms = {"participant": lantern.participant, "by": org_admin, "now": now, "kind": MEMBER}
    invite_to_participant(**terms, email="friend@elsewhere.example", name="Friend")
    change_membership(membership=org_admin.memberships.get(), by=manager, now=now, kind=MEMBER)
    assert not Invitation.objects.open_at(now).exists()


def test_participants_keep_one_administrator(lantern: SimpleNamespace, org_admin: User, now: datetime) -> None:
    membership = org_admin.memberships.get()
    attempts = [
        lambda: end_membership(membership=membership, by=org_admin, now=now),
        lambda: change_membership(membership=membership, by=org_admin, now=now, kind=MEMBER),
        lambda: change_membership(membership=membership, by=org_admin, now=now, registrations=[lantern.qse]),
        lambda: change_membership(membership=membership, by=org_admin, now=now, ends_on=TODAY + DAY),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="at least one organization administrator"):
            attempt()
    MembershipFactory(participant=lantern.participant, kind=ADMIN, user=PersonFactory(is_active=False))
    MembershipFactory(participant=lantern.participant, kind=ADMIN, narrowed=True)
    with pytest.raises(Refused):
        attempts[0]()
    MembershipFactory(participant=lantern.participant, kind=ADMIN)
    attempts[0]()


def test_staff_may_end_the_last_administrator(org_admin: User, manager: User, now: datetime) -> None:
    end_membership(membership=org_admin.memberships.get(), by=manager, now=now)


def test_a_change_is_recorded_with_what_was_before(
    lantern: SimpleNamespace, member: User, manager: User, now: datetime
) -> None:
    membership = member.memberships.get()
    change_membership(membership=membership, by=manager, now=now, registrations=[lantern.qse], ends_on=TODAY)
    changes = recorded("membership.changed").changes
    assert changes["registrations"] == ["", "QSE QLANTERN"]
    assert changes["ends_on"] == ["", "2026-11-18"]
    membership.refresh_from_db()
    assert membership.narrowed
    change_membership(membership=membership, by=manager, now=now, registrations=[])
    membership.refresh_from_db()
    assert not membership.narrowed


def test_changes_that_do_not_fit_are_refused(
    lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, manager: User, now: datetime
) -> None:
    membership = member.memberships.get()
    for wrong in (
        {"kind": AGENT},
        {"kind": "emperor"},
        {"registrations": [mesa.qse]},
        {"ends_on": TODAY - DAY},
        {"ends_on": date(2019, 1, 1)},
    ):
        with pytest.raises(Refused):
            change_membership(membership=membership, by=manager, now=now, **wrong)
    with pytest.raises(TypeError):
        change_membership(membership=membership, by=manager, now=now, user=manager)
    agents = AgentMembershipFactory(participant=lantern.participant)
    with pytest.raises(Refused, match="new one given"):
        change_membership(membership=agents, by=manager, now=now, kind=ADMIN)
