"""Forms at the desk reach their action, show its refusals and offer only what one may see."""

import pytest
from django.urls import reverse

from participants.models import Agency, Assignment, Contact, ContactRole, Participant, Registration, Representation
from participants.tests.factories import MarketRoleFactory, RegistrationFactory
from portal.audit.models import AuditEvent


def url(name, *args):
    return reverse(f"participants:{name}", args=args)


def test_an_outsider_changes_nothing(signed_in, outsider, lantern):
    client = signed_in(outsider)
    for target in (url("contact-add", lantern.participant.ref), url("contact-remove", lantern.contact.ref)):
        assert client.post(target, {"name": "Eve", "email": "eve@x.example"}).status_code == 404
    assert Contact.objects.filter(participant=lantern.participant).count() == 1


def test_a_colleague_is_refused_with_the_reason(signed_in, colleague, lantern):
    response = signed_in(colleague).post(url("contact-add", lantern.participant.ref), {"name": "X", "phone": "1"})
    assert response.status_code == 403
    assert "assigned" in response.content.decode()
    assert Contact.objects.filter(participant=lantern.participant).count() == 1


def test_a_contact_is_added_and_given_a_role(signed_in, manager, lantern):
    client = signed_in(manager)
    data = {"name": "Nia New", "email": "nia@lantern.example"}
    assert client.post(url("contact-add", lantern.participant.ref), data).status_code == 302
    contact = Contact.objects.get(name="Nia New")
    role = {"kind": "credit", "starts_on": "2026-11-01"}
    assert client.post(url("role-give", contact.ref), role).status_code == 302
    assert ContactRole.objects.filter(contact=contact, kind="credit").exists()


def test_a_contact_nobody_can_reach_is_refused_beside_the_field(signed_in, manager, lantern):
    response = signed_in(manager).post(url("contact-add", lantern.participant.ref), {"name": "Nia New"})
    assert response.status_code == 422
    assert "reached" in response.content.decode()


def test_the_last_authorized_representative_stays_and_the_page_says_why(signed_in, manager, lantern):
    response = signed_in(manager).post(url("role-end", lantern.representative.ref), {"ends_on": "2027-01-31"})
    assert response.status_code == 422
    assert "name another one first" in response.content.decode()


def test_a_foreign_registration_is_not_one_of_the_choices(signed_in, manager, lantern, mesa):
    data = {"kind": "credit", "starts_on": "2026-11-01", "registration": mesa.qse.pk}
    response = signed_in(manager).post(url("role-give", lantern.contact.ref), data)
    assert response.status_code == 422
    assert "not one of the available choices" in response.content.decode()


def test_a_participant_is_added_and_stands_without_account_manager(signed_in, manager):
    response = signed_in(manager).post(url("participant-add"), {"name": "Brand New Power", "duns": "12-345-6789"})
    participant = Participant.objects.get(name="Brand New Power")
    assert response.url == participant.get_absolute_url()
    assert participant.duns == "123456789"


def test_a_short_duns_is_refused_beside_the_field(signed_in, manager):
    response = signed_in(manager).post(url("participant-add"), {"name": "Brand New Power", "duns": "12345"})
    assert response.status_code == 422
    assert "9 or 13" in response.content.decode()


def test_facts_change_and_the_timeline_tells_it(signed_in, manager, lantern):
    data = {"name": "Prairie Lantern Energy", "duns": "111111111", "website": "lantern.example"}
    client = signed_in(manager)
    assert client.post(url("participant-change", lantern.participant.ref), data).status_code == 302
    timeline = client.get(url("participant-timeline", lantern.participant.ref)).content.decode()
    assert "Company details changed" in timeline
    assert "https://lantern.example" in timeline


def test_a_parent_is_named_by_duns_among_those_one_may_see(signed_in, manager, lantern, mesa, restricted):
    client, target = signed_in(manager), url("participant-change", lantern.participant.ref)
    data = {"name": "Prairie Lantern Energy", "duns": "111111111"}
    assert client.post(target, data | {"parent": "333333333"}).status_code == 422
    assert client.post(target, data | {"parent": "222222222"}).status_code == 302
    lantern.participant.refresh_from_db()
    assert lantern.participant.parent == mesa.participant


def test_a_registration_added_here_begins_as_prospective(signed_in, manager, lantern):
    role = MarketRoleFactory(code="LSE")
    data = {"role": role.pk, "duns": "111111111" + "7000", "short_name": "LNEW"}
    assert signed_in(manager).post(url("registration-add", lantern.participant.ref), data).status_code == 302
    assert Registration.objects.get(short_name="LNEW").status == "prospective"


@pytest.mark.parametrize(("choice", "status"), [("terminate", "terminated"), ("keep", "qualified")])
def test_a_vanished_registration_is_settled(signed_in, manager, lantern, now, choice, status):
    lantern.qse.apply(missing_since=now.date())
    data = {"terminate": choice, "reason": "Checked with the company"}
    assert signed_in(manager).post(url("registration-settle", lantern.qse.ref), data).status_code == 302
    lantern.qse.refresh_from_db()
    assert lantern.qse.status == status


def test_a_qse_is_chosen_by_short_name(signed_in, manager, lantern, mesa):
    load = RegistrationFactory(participant=lantern.participant, role=MarketRoleFactory(code="LSE"))
    data = {"registration": load.pk, "representative_registration": "qmesa", "starts_on": "2026-11-01"}
    response = signed_in(manager).post(url("representation-start", lantern.participant.ref), data)
    assert response.status_code == 302
    assert Representation.objects.get(registration=load).representative == mesa.participant


def test_suggestions_leave_out_what_one_may_not_see(signed_in, colleague, lantern, restricted):
    client = signed_in(colleague)
    text = client.get(url("qse-options"), {"for": "q", "q": "qharbor"}).content.decode()
    assert "QHARBOR" not in text
    assert "QLANTERN" in client.get(url("qse-options"), {"for": "qse", "qse": "qlan"}).content.decode()
    assert "Quiet" not in client.get(url("company-options"), {"q": "quiet harbor"}).content.decode()
    assert "Prairie" in client.get(url("company-options"), {"q": "prairie"}).content.decode()


def test_an_agency_is_granted_and_withdrawn(signed_in, manager, lantern):
    client = signed_in(manager)
    data = {"agent_name": "Grid Advisers", "scope": "Settlement", "starts_on": "2026-11-01"}
    assert client.post(url("agency-grant", lantern.participant.ref), data).status_code == 302
    agency = Agency.objects.get(agent_name="Grid Advisers")
    assert client.post(url("agency-withdraw", agency.ref), {"reason": "Contract over"}).status_code == 302
    agency.refresh_from_db()
    assert agency.withdrawn_at is not None


def test_an_account_manager_is_replaced_and_history_answers(signed_in, supervisor, colleague, manager, lantern):
    client = signed_in(supervisor)
    data = {"successor": colleague.ref, "starts_on": "2026-11-01", "reason": "New split"}
    assert client.post(url("assignment-replace", lantern.assignment.ref), data).status_code == 302
    page = url("participant-assignments", lantern.participant.ref)
    assert [row.person for row in client.get(page, {"on": "2026-03-03"}).context["answer"]] == [manager]
    assert [row.person for row in client.get(page, {"on": "2026-11-02"}).context["answer"]] == [colleague]


def test_assigning_where_somebody_is_already_is_refused_by_name(signed_in, supervisor, colleague, lantern):
    data = {"person": colleague.ref, "kind": "primary", "starts_on": "2026-11-01"}
    response = signed_in(supervisor).post(url("assignment-assign", lantern.participant.ref), data)
    assert response.status_code == 422
    assert "Dana Manager" in response.content.decode()
    assert Assignment.objects.filter(participant=lantern.participant).count() == 1


def test_a_stub_opens_for_some_hours_with_a_reason_supervisors_see(signed_in, colleague, supervisor, restricted):
    client, ref = signed_in(colleague), restricted.participant.ref
    assert "333333333" not in client.get(restricted.participant.get_absolute_url()).content.decode()
    assert client.get(url("participant-people", ref)).status_code == 404
    assert client.post(url("participant-break-glass", ref), {"reason": "x"}).status_code == 422
    reason = "Settlement call while Ruth is on a plane"
    assert client.post(url("participant-break-glass", ref), {"reason": reason}).status_code == 302
    opened = client.get(restricted.participant.get_absolute_url()).content.decode()
    assert "333333333" in opened
    assert "stays open to you until" in opened
    assert reason in signed_in(supervisor).get("/").content.decode()


def test_a_specialist_cannot_break_the_glass(signed_in, specialist, restricted):
    client = signed_in(specialist)
    assert "Break glass" not in client.get(restricted.participant.get_absolute_url()).content.decode()
    data = {"reason": "I would like to know"}
    assert client.post(url("participant-break-glass", restricted.participant.ref), data).status_code == 403


def test_supervisors_restrict_and_lift(signed_in, supervisor, colleague, lantern):
    client, ref = signed_in(supervisor), lantern.participant.ref
    assert client.post(url("participant-restrict", ref), {"reason": "Merger talks"}).status_code == 302
    assert "is restricted" in signed_in(colleague).get(lantern.participant.get_absolute_url()).content.decode()
    assert client.post(url("participant-unrestrict", ref), {"reason": "Talks are over"}).status_code == 302
    assert AuditEvent.objects.filter(verb="participants.participant.unrestricted").count() == 1


def test_two_rows_of_one_company_are_joined_and_parted_again(signed_in, supervisor, lantern, mesa):
    client = signed_in(supervisor)
    preview = f"{url('joining-preview')}?kept={lantern.participant.ref}&absorbed={mesa.participant.ref}"
    page = client.get(preview).content.decode()
    assert "Who gains access to what" in page
    assert "Ruth Senior" in page
    assert client.post(preview, {"reason": ""}).status_code == 422
    assert client.post(preview, {"reason": "One company since May"}).status_code == 302
    mesa.qse.refresh_from_db()
    assert mesa.qse.participant == lantern.participant
    assert client.get(mesa.participant.get_absolute_url()).url == lantern.participant.get_absolute_url()
    joining = mesa.participant.joinings_absorbed.get()
    assert client.post(url("joining-undo", joining.ref), {"reason": "Not one company"}).status_code == 302
    mesa.qse.refresh_from_db()
    assert mesa.qse.participant == mesa.participant
