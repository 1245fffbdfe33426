"""Inviting people to act for a participant, and what acceptance brings."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.actions.invitations import accept_invitation
from accounts.actions.sign_up import sign_up
from accounts.invitation_plans import described
from accounts.models import Invitation, User
from accounts.tests.factories import PASSWORD, PersonFactory
from participants.access import memberships_of
from participants.actions.agencies import withdraw_agency
from participants.actions.invitations import invite_to_participant
from participants.choices import MembershipKind
from participants.models import Contact, Membership
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import AgencyFactory, ContactFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.fixture
def terms(lantern: SimpleNamespace, org_admin: User, now: datetime) -> dict[str, Any]:
    return {
        "participant": lantern.participant,
        "email": "nora@lantern.example",
        "name": "Nora New",
        "kind": MembershipKind.MEMBER,
        "by": org_admin,
        "now": now,
    }


def accepted(invitation: Invitation, now: datetime) -> User:
    return sign_up(invitation=invitation, name="Nora New", password=PASSWORD, now=now)


def test_acceptance_begins_the_membership(terms: dict[str, Any], lantern: SimpleNamespace, now: datetime) -> None:
    invitation = invite_to_participant(**terms, registrations=[lantern.qse], ends_on=TODAY + DAY)
    assert described(invitation) == "to act for Prairie Lantern Energy as a member"
    (membership,) = memberships_of(accepted(invitation, now), now)
    assert (membership.participant, membership.kind, membership.ends_on) == (
        lantern.participant,
        MembershipKind.MEMBER,
        TODAY + DAY,
    )
    assert membership.narrowed_to == [lantern.qse.pk]
    assert recorded("membership.added").by.name == "Nora New"


def test_somebody_with_an_account_gets_another_membership(terms: dict[str, Any], outsider: User, now: datetime) -> None:
    invitation = invite_to_participant(**{**terms, "email": outsider.email})
    accept_invitation(invitation=invitation, user=outsider, now=now)
    assert {one.participant_name for one in memberships_of(outsider, now)} == {
        "Prairie Lantern Energy",
        "Blue Mesa Trading",
    }


def test_inviting_tells_nothing_about_existing_accounts(terms: dict[str, Any], outsider: User) -> None:
    known = invite_to_participant(**{**terms, "email": outsider.email})
    unknown = invite_to_participant(**terms)
    assert known.membership_plan == unknown.membership_plan


def test_an_invitation_is_used_once(terms: dict[str, Any], now: datetime) -> None:
    invitation = invite_to_participant(**terms)
    person = accepted(invitation, now)
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, user=person, now=now)
    assert Membership.objects.filter(user=person).count() == 1


def test_the_contact_with_that_address_becomes_the_user(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime
) -> None:
    ContactFactory(participant=mesa.participant, email=terms["email"])
    ContactFactory(participant=lantern.participant, email=terms["email"], name="Nora")
    person = accepted(invite_to_participant(**terms), now)
    assert Contact.objects.get(user=person).participant == lantern.participant


def test_what_the_plan_rests_on_must_still_stand(
    terms: dict[str, Any], lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    agency = AgencyFactory(participant=lantern.participant)
    invitation = invite_to_participant(**{**terms, "kind": MembershipKind.AGENT}, agency=agency)
    withdraw_agency(agency=agency, by=manager, now=now, reason="Contract ended")
    with pytest.raises(Refused):
        accepted(invitation, now)
    assert not Membership.objects.filter(agency=agency).exists()
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_a_joined_company_takes_nobody_in(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, now: datetime
) -> None:
    invitation = invite_to_participant(**terms)
    lantern.participant.apply(joined_into_id=mesa.participant.pk)
    with pytest.raises(Refused, match="no longer holds"):
        accepted(invitation, now)


def test_plans_that_do_not_fit_are_refused(
    terms: dict[str, Any], mesa: SimpleNamespace, lantern: SimpleNamespace
) -> None:
    for wrong in (
        {"registrations": [mesa.qse]},
        {"kind": MembershipKind.AGENT},
        {"kind": MembershipKind.AGENT, "agency": AgencyFactory(participant=mesa.participant)},
        {"kind": "emperor"},
        {"ends_on": TODAY - DAY},
    ):
        with pytest.raises(Refused):
            invite_to_participant(**{**terms, **wrong})
    assert nothing_recorded()


@pytest.mark.parametrize("who", ["outsider", "member", "agent", "colleague", "auditor", "specialist"])
def test_others_invite_nobody(
    request: pytest.FixtureRequest, terms: dict[str, Any], mailoutbox: list, who: str
) -> None:
    with pytest.raises(NotPermitted):
        invite_to_participant(**{**terms, "by": request.getfixturevalue(who)})
    assert not Invitation.objects.exists()
    assert mailoutbox == []


def test_an_account_manager_invites_for_her_own(terms: dict[str, Any], manager: User) -> None:
    assert invite_to_participant(**{**terms, "by": manager, "kind": MembershipKind.ADMIN}).invited_by == manager


def test_a_staff_member_accepts_no_membership(terms: dict[str, Any], colleague: User, now: datetime) -> None:
    invitation = invite_to_participant(**{**terms, "email": colleague.email})
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, user=colleague, now=now)


def test_a_closed_account_accepts_nothing(terms: dict[str, Any], now: datetime) -> None:
    closed = PersonFactory(email=terms["email"], is_active=False)
    with pytest.raises(Refused):
        accept_invitation(invitation=invite_to_participant(**terms), user=closed, now=now)
