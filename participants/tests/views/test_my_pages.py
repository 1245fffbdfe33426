"""The participants' side: own company only, changed by its administrators, one company at a time."""

import pytest
from django.urls import reverse

from accounts.models import Invitation
from accounts.tests.factories import PersonFactory
from participants.models import Agency, Contact, ContactRole, Membership
from participants.tests.factories import (
    ContactFactory,
    ContactRoleFactory,
    MembershipFactory,
    RegistrationFactory,
    RepresentationFactory,
)
from portal.testing import acting

PAGES = ["my-home", "my-company", "my-people", "my-resources", "my-agencies"]
# What furnishing writes into every row of the two companies.
LANTERN_FACTS = ["Prairie Lantern", "111111111", "QLANTERN", "LANTERN_UNIT1", "lantern contact", "Dana Manager"]


def texts(client):
    return {name: client.get(reverse(name)).content.decode() for name in PAGES}


@pytest.mark.parametrize("page", [pytest.param(name, id=name) for name in PAGES])
def test_an_outsider_reads_no_fact_of_another_company(signed_in, outsider, lantern, page):
    text = signed_in(outsider).get(reverse(page)).content.decode()
    assert [fact for fact in LANTERN_FACTS if fact in text] == []


def test_an_outsider_changes_nothing_of_another_company(signed_in, outsider, lantern, member):
    client = signed_in(outsider)
    membership = Membership.objects.get(user=member)
    targets = [
        reverse("my-contact-change", args=[lantern.contact.ref]),
        reverse("my-contact-remove", args=[lantern.contact.ref]),
        reverse("my-role-give", args=[lantern.contact.ref]),
        reverse("my-role-end", args=[lantern.representative.ref]),
        reverse("my-membership-change", args=[membership.ref]),
        reverse("my-membership-end", args=[membership.ref]),
    ]
    for target in targets:
        assert client.get(target).status_code == 404, target
        assert client.post(target, {"name": "Eve", "ends_on": "2026-12-01"}).status_code == 404, target
    membership.refresh_from_db()
    assert membership.ended_at is None


def test_the_home_says_who_we_are_and_whom_to_call(signed_in, member, lantern):
    text = signed_in(member).get("/my/").content.decode()
    for fact in ("Prairie Lantern Energy", "Dana Manager", "manager@iso.example", "lantern contact", "QLANTERN"):
        assert fact in text


def test_the_home_says_what_is_missing(signed_in, member, lantern):
    text = signed_in(member).get("/my/").content.decode()
    assert "backup authorized representative" in text
    contact = ContactFactory(participant=lantern.participant)
    ContactRoleFactory(contact=contact, kind="backup_authorized_representative")
    assert "no <strong>backup authorized representative" not in signed_in(member).get("/my/").content.decode()


def test_the_first_page_leads_to_the_own_side(signed_in, member):
    assert signed_in(member).get("/").url == "/my/"


def test_a_prospect_reads_how_far_the_application_is(signed_in, prospect):
    text = signed_in(prospect).get("/my/").content.decode()
    assert "Your application" in text
    assert "Step 1 of 5" in text
    assert "opens your checklist" in text


MEMBERS_ONLY = ("departments", "lead-times", "obligation-types", "change-procedures", "resources", "agencies")
FOR_APPLICANTS = ("market-roles", "requirements", "forms", "test-flights", "registrations", "contacts")


def test_what_is_meant_for_members_does_not_exist_for_a_prospect(signed_in, prospect, lantern):
    client = signed_in(prospect)
    home = client.get("/my/").content.decode()
    for name in ("my-resources", "my-agencies", "my-agency-grant"):
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name)).status_code == 404
        assert reverse(name) not in home
    for noun in MEMBERS_ONLY:
        assert client.get(f"/api/v1/{noun}/").status_code == 404
    for noun in FOR_APPLICANTS:
        assert client.get(f"/api/v1/{noun}/").status_code == 200
    agency = {"agent_name": "Grid Advisers", "scope": "All", "starts_on": "2026-11-18"}
    assert client.post("/api/v1/agencies/", agency, content_type="application/json").status_code == 404
    assert client.get("/search/?q=lantern").content.decode().count("Prairie Lantern") == 0


def test_it_opens_on_the_day_the_company_is_in_the_market(signed_in, prospect):
    client = signed_in(prospect)
    registration = prospect.memberships.get().participant.registrations.get()
    registration.apply(status="qualified", duns="810000010")
    assert client.get(reverse("my-resources")).status_code == 200
    assert client.get("/api/v1/departments/").status_code == 200
    registration.apply(status="terminated")
    assert client.get(reverse("my-resources")).status_code == 200


def test_a_company_that_gave_up_its_application_stays_a_prospect(signed_in, prospect):
    company = prospect.memberships.get().participant
    company.apply(origin="applied")
    company.registrations.get().apply(status="withdrawn")
    assert signed_in(prospect).get(reverse("my-resources")).status_code == 404


def test_a_member_with_a_further_role_under_way_is_no_prospect(signed_in, org_admin, lantern):
    RegistrationFactory(participant=lantern.participant, duns="", status="prospective")
    assert signed_in(org_admin).get(reverse("my-resources")).status_code == 200


def test_whoever_belongs_to_no_company_is_told_so_kindly(signed_in, db):
    client = signed_in(PersonFactory())
    response = client.get("/my/")
    assert response.status_code == 200
    assert "You belong to no company at the moment" in response.content.decode()
    assert client.get(reverse("my-people")).status_code == 404


def test_the_other_party_of_a_representation_is_shown_by_its_declared_name_only(signed_in, outsider, lantern, mesa):
    lantern.representation.delete()
    RepresentationFactory(
        resource=lantern.resource, representative_registration=mesa.qse, represented_name="LANTERN_UNIT1 (declared)"
    )
    text = signed_in(outsider).get(reverse("my-resources")).content.decode()
    assert "LANTERN_UNIT1 (declared)" in text
    assert "111111111" not in text


def narrowed(lantern):
    """A member whose access covers the QSE registration only."""
    membership = MembershipFactory(participant=lantern.participant, narrowed=True)
    membership.registrations.set([lantern.qse])
    return acting(membership.user)


def test_a_narrowed_member_reads_the_covered_registrations_only(signed_in, lantern):
    found = texts(signed_in(narrowed(lantern)))
    assert "QLANTERN" in found["my-company"]
    for text in found.values():
        assert "RLANTERN" not in text
    assert "No resources" in found["my-resources"]


def test_an_administrator_adds_a_contact_and_gives_it_a_role(signed_in, org_admin, lantern):
    client = signed_in(org_admin)
    data = {"name": "Nia New", "email": "nia@lantern.example"}
    assert client.post(reverse("my-contact-add"), data).status_code == 302
    contact = Contact.objects.get(name="Nia New")
    assert contact.participant == lantern.participant
    response = client.post(reverse("my-role-give", args=[contact.ref]), {"kind": "credit", "starts_on": "2099-01-01"})
    assert response.status_code == 302
    assert ContactRole.objects.filter(contact=contact, kind="credit").exists()


def test_an_administrator_invites_a_colleague_narrowed_to_a_registration(signed_in, org_admin, lantern, mailoutbox):
    data = {"name": "Cleo", "email": "cleo@lantern.example", "kind": "member", "registrations": [lantern.qse.pk]}
    client = signed_in(org_admin)
    assert client.post(reverse("my-member-invite"), data).status_code == 302
    invitation = Invitation.objects.get(email="cleo@lantern.example")
    assert invitation.participant_id == lantern.participant.pk
    assert "cleo@lantern.example" in client.get(reverse("my-people")).content.decode()
    assert client.post(reverse("my-invitation-revoke", args=[invitation.ref])).status_code == 302
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_an_administrator_narrows_and_ends_a_colleagues_access(signed_in, org_admin, member, lantern):
    membership = Membership.objects.get(user=member)
    client = signed_in(org_admin)
    data = {"kind": "member", "registrations": [lantern.qse.pk]}
    assert client.post(reverse("my-membership-change", args=[membership.ref]), data).status_code == 302
    membership.refresh_from_db()
    assert membership.narrowed
    assert client.post(reverse("my-membership-end", args=[membership.ref]), {}).status_code == 302
    assert signed_in(member).get(reverse("my-people")).status_code == 404


def test_the_last_administrator_cannot_leave_and_is_told_why(signed_in, org_admin):
    membership = Membership.objects.get(user=org_admin)
    response = signed_in(org_admin).post(reverse("my-membership-end", args=[membership.ref]), {})
    assert response.status_code == 422
    assert "organization administrator" in response.content.decode()


def test_a_member_reads_who_may_change_people(signed_in, member, org_admin, lantern):
    client = signed_in(member)
    text = client.get(reverse("my-people")).content.decode()
    assert "Only an organization administrator" in text
    assert "Ana Admin" in text
    response = client.post(reverse("my-contact-add"), {"name": "X", "phone": "1"})
    assert response.status_code == 403


def test_an_administrator_grants_and_withdraws_an_agency(signed_in, org_admin, lantern):
    client = signed_in(org_admin)
    data = {"agent_name": "Grid Advisers", "scope": "Settlement", "starts_on": "2099-01-01"}
    assert client.post(reverse("my-agency-grant"), data).status_code == 302
    agency = Agency.objects.get(agent_name="Grid Advisers")
    assert client.post(reverse("my-agency-withdraw", args=[agency.ref]), {"reason": "Over"}).status_code == 302
    agency.refresh_from_db()
    assert agency.withdrawn_at is not None


def test_an_agent_switches_between_own_principals_only(signed_in, agent, member):
    client = signed_in(agent)
    assert "Blue Mesa Trading" in client.get("/my/").content.decode()
    to_lantern = next(one for one in agent.memberships_now if one.participant_name == "Prairie Lantern Energy")
    assert client.post(reverse("my-switch"), {"membership": to_lantern.ref}).url == "/my/"
    text = client.get("/my/").content.decode()
    assert "QLANTERN" in text
    assert "QMESA" not in text
    foreign = Membership.objects.get(user=member)
    assert client.post(reverse("my-switch"), {"membership": foreign.ref}).status_code == 404
