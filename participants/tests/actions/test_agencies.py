"""Agency between companies, and what ends with it."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.actions.tokens import issue_token
from accounts.models import ApiToken, User
from participants.access import memberships_of
from participants.actions.agencies import grant_agency, withdraw_agency
from participants.actions.memberships import add_membership, change_membership
from participants.models import Agency
from participants.tests.actions.recorded import nothing_recorded, recorded
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


def test_an_agency_is_granted(lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, now: datetime) -> None:
    agency = grant_agency(
        participant=lantern.participant,
        by=manager,
        now=now,
        agent_name="",
        scope="Settlement",
        starts_on=TODAY,
        agent=mesa.participant,
    )
    assert (agency.principal_name, agency.agent_name) == ("Prairie Lantern Energy", "Blue Mesa Trading")
    assert recorded("agency.granted").participant_id == lantern.participant.pk


def test_agencies_that_do_not_fit_are_refused(
    lantern: SimpleNamespace, restricted: SimpleNamespace, manager: User, now: datetime
) -> None:
    good = {"agent_name": "Grid Advisers", "scope": "All", "starts_on": TODAY}
    for wrong in (
        {"agent_name": " "},
        {"scope": ""},
        {"ends_on": TODAY - DAY},
        {"agent": lantern.participant},
        {"agent": restricted.participant},
    ):
        with pytest.raises(Refused):
            grant_agency(participant=lantern.participant, by=manager, now=now, **{**good, **wrong})
    assert nothing_recorded()


def test_nobody_of_the_agent_reaches_further_than_the_agency(
    lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, manager: User, outsider: User, now: datetime
) -> None:
    granting = {"participant": lantern.participant, "by": manager, "now": now, "agent_name": "Grid Advisers"}
    terms = granting | {"scope": "Statements", "starts_on": TODAY}
    with pytest.raises(Refused, match="registration"):
        grant_agency(**terms, registrations=mesa.participant.registrations.all())
    agency = grant_agency(**terms, registrations=[lantern.qse], areas=["settlement", "general"])
    assert recorded("agency.granted").changes["areas"] == ["", "Financial settlement, General"]
    giving = {"participant": lantern.participant, "user": outsider, "by": manager, "now": now, "starts_on": TODAY}
    giving |= {"kind": "agent", "agency": agency}
    for beyond in ({"registrations": [lantern.re]}, {"areas": ["settlement", "retail"]}):
        with pytest.raises(Refused, match="The agency covers these"):
            add_membership(**giving, **beyond)
    membership = add_membership(**giving)
    assert (membership.narrowed, membership.areas) == (True, ["settlement", "general"])
    assert list(membership.registrations.all()) == [lantern.qse]
    with pytest.raises(Refused, match="The agency covers these"):
        change_membership(membership=membership, by=manager, now=now, areas=["obligations"])
    narrower = change_membership(membership=membership, by=manager, now=now, areas=["settlement"], registrations=[])
    assert (narrower.narrowed, narrower.areas) == (True, ["settlement"])


def test_withdrawal_ends_memberships_and_tokens_at_once(
    lantern: SimpleNamespace, mesa: SimpleNamespace, agent: User, manager: User, now: datetime
) -> None:
    for one in agent.memberships.all():
        issue_token(user=agent, by=agent, now=now, name="n", scope="read", days=9, membership_ref=one.ref)
    agency = Agency.objects.get(participant=lantern.participant)
    withdraw_agency(agency=agency, by=manager, now=now, reason="Contract ended")
    assert [one.participant for one in memberships_of(agent, now)] == [mesa.participant]
    assert ApiToken.objects.count() == 1
    ended = agency.memberships.get()
    assert ended.ended_at == now
    assert recorded("agency.withdrawn").reason == "Contract ended"
    assert recorded("membership.ended").object_ref == ended.ref
    with pytest.raises(Refused, match="already ended"):
        withdraw_agency(agency=agency, by=manager, now=now, reason="Again")


def test_an_expired_agency_carries_no_membership(lantern: SimpleNamespace, agent: User, now: datetime) -> None:
    Agency.objects.filter(participant=lantern.participant).update(ends_on=TODAY - DAY)
    assert lantern.participant not in [one.participant for one in memberships_of(agent, now)]


@pytest.mark.parametrize("who", ["outsider", "member", "agent", "colleague"])
def test_others_grant_and_withdraw_nothing(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, agent: User, now: datetime, who: str
) -> None:
    person = request.getfixturevalue(who)
    agency = Agency.objects.get(participant=lantern.participant)
    with pytest.raises(NotPermitted):
        withdraw_agency(agency=agency, by=person, now=now, reason="Because")
    with pytest.raises(NotPermitted):
        grant_agency(participant=lantern.participant, by=person, now=now, agent_name="Me", scope="All", starts_on=TODAY)
    agency.refresh_from_db()
    assert agency.withdrawn_at is None
    assert nothing_recorded()
