"""What an organization administrator does works as the participants' database role, and reaches no other company."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.actions.invitations import revoke_invitation
from accounts.actions.tokens import issue_token
from accounts.models import ApiToken, Invitation, User
from participants.actions.contact_roles import end_role, give_role
from participants.actions.contacts import add_contact, change_contact, remove_contact
from participants.actions.invitations import invite_to_participant
from participants.actions.memberships import change_membership, end_membership
from participants.choices import MembershipKind
from participants.models import Contact, Membership
from participants.tests.factories import MembershipFactory
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.fixture
def inside(org_admin: User, member: User, outsider: User) -> Iterator[None]:
    """Prairie Lantern's administrator makes a request."""
    with wall.inside(org_admin.acting_for):
        yield


@pytest.mark.usefixtures("inside")
class TestInside:
    def test_contacts_and_roles(self, lantern: SimpleNamespace, org_admin: User, member: User, now: datetime) -> None:
        common = {"by": org_admin, "now": now}
        contact = add_contact(participant=lantern.participant, **common, name="Cy Clerk", phone="555 0100")
        change_contact(contact=contact, **common, email="cy@lantern.example", user=member)
        role = give_role(contact=contact, kind="credit", **common, starts_on=TODAY, registration=None)
        settled = give_role(contact=contact, kind="settlement", **common, starts_on=TODAY, registration=lantern.qse)
        end_role(contact_role=settled, **common, ends_on=TODAY + DAY)
        with pytest.raises(Refused, match="name another one first"):
            end_role(contact_role=lantern.representative, **common, ends_on=TODAY + DAY)
        end_role(contact_role=role, **common, ends_on=TODAY)
        assert change_contact(contact=contact, **common, user=None).user_id is None

    def test_removing_a_contact(self, lantern: SimpleNamespace, org_admin: User, now: datetime) -> None:
        contact = add_contact(participant=lantern.participant, by=org_admin, now=now, name="Cy", phone="1")
        give_role(contact=contact, kind="credit", by=org_admin, now=now, starts_on=TODAY)
        remove_contact(contact=contact, by=org_admin, now=now)
        assert not Contact.objects.active().filter(pk=contact.pk).exists()

    def test_a_taken_address_is_refused_and_the_request_goes_on(
        self, lantern: SimpleNamespace, org_admin: User, now: datetime
    ) -> None:
        with pytest.raises(Refused):
            add_contact(participant=lantern.participant, by=org_admin, now=now, name="Cy", email=lantern.contact.email)
        assert wall.current() == org_admin.acting_for
        assert Contact.objects.count() == 1

    def test_memberships(self, lantern: SimpleNamespace, org_admin: User, member: User, now: datetime) -> None:
        membership = Membership.objects.get(user=member.pk)
        change_membership(membership=membership, by=org_admin, now=now, kind=MembershipKind.ADMIN)
        change_membership(membership=membership, by=org_admin, now=now, registrations=[lantern.qse])
        change_membership(membership=membership, by=org_admin, now=now, ends_on=TODAY + DAY, registrations=[])
        change_membership(membership=membership, by=org_admin, now=now, kind=MembershipKind.MEMBER)
        end_membership(membership=membership, by=org_admin, now=now)
        with pytest.raises(Refused, match="at least one organization administrator"):
            end_membership(membership=Membership.objects.get(user=org_admin.pk), by=org_admin, now=now)

    def test_invitations(self, lantern: SimpleNamespace, org_admin: User, now: datetime) -> None:
        invitation = invite_to_participant(
            participant=lantern.participant,
            email="nora@lantern.example",
            name="Nora",
            kind=MembershipKind.MEMBER,
            by=org_admin,
            now=now,
            registrations=[lantern.qse],
        )
        revoke_invitation(invitation=invitation, by=org_admin, now=now)

    def test_the_other_company_is_out_of_reach(
        self, lantern: SimpleNamespace, mesa: SimpleNamespace, org_admin: User, outsider: User, now: datetime
    ) -> None:
        common = {"by": org_admin, "now": now}
        foreign = Membership(pk=0, participant=mesa.participant)
        attempts = [
            lambda: add_contact(participant=mesa.participant, **common, name="Cy", phone="1"),
            lambda: change_contact(contact=mesa.contact, **common, name="Mine"),
            lambda: remove_contact(contact=mesa.contact, **common),
            lambda: give_role(contact=mesa.contact, kind="credit", **common, starts_on=TODAY),
            lambda: end_role(contact_role=mesa.representative, **common, ends_on=TODAY),
            lambda: end_membership(membership=foreign, **common),
            lambda: change_membership(membership=foreign, **common, kind=MembershipKind.ADMIN),
        ]
        for attempt in attempts:
            with pytest.raises(NotPermitted):
                attempt()

    def test_a_foreign_user_is_a_stranger(
        self, lantern: SimpleNamespace, org_admin: User, outsider: User, now: datetime
    ) -> None:
        with pytest.raises(Refused, match="no membership of this participant"):
            change_contact(contact=lantern.contact, by=org_admin, now=now, user=outsider)


def test_tokens_and_invitations_end_though_the_role_cannot_read_them(
    lantern: SimpleNamespace, org_admin: User, now: datetime
) -> None:
    other = MembershipFactory(participant=lantern.participant, kind=MembershipKind.ADMIN)
    token, _ = issue_token(
        user=_ready(other), by=_ready(other), now=now, name="n", scope="read", days=9, membership_ref=other.ref
    )
    sent = invite_to_participant(
        participant=lantern.participant, email="f@x.example", name="F", kind="member", by=_ready(other), now=now
    )
    with wall.inside(org_admin.acting_for):
        end_membership(membership=Membership.objects.get(pk=other.pk), by=org_admin, now=now)
    assert not ApiToken.objects.filter(pk=token.pk).exists()
    assert not Invitation.objects.open_at(now).filter(pk=sent.pk).exists()
    event = AuditEvent.objects.get(verb="participants.membership.ended")
    assert (event.acting_for_id, event.participant_id) == (lantern.participant.pk, lantern.participant.pk)


def _ready(membership: Membership) -> User:
    membership.user.acting_for = wall.ActingFor(
        user_id=membership.user_id, participant_id=membership.participant_id, kind=membership.kind
    )
    return membership.user
