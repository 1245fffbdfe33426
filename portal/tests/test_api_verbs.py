"""Each write of the API does what the pages do, and its refusals are the actions' own."""

from datetime import date

from participants.models import Assignment, Membership, Registration
from participants.tests.factories import MarketRoleFactory, ParticipantFactory, RegistrationFactory
from portal.audit.models import AuditEvent
from portal.tests.api_calls import creations, patch, post, snapshot


def test_a_supervisor_adds_changes_and_restricts_a_participant(signed_in, supervisor):
    client = signed_in(supervisor)
    made = post(client, "participants/", name="  Fresh  Power ", duns="555 555 555")
    assert made.status_code == 201
    ref = made.json()["ref"]
    assert made.json()["name"] == "Fresh Power"
    assert made.json()["duns"] == "555555555"
    changed = patch(client, f"participants/{ref}/", address="1 Main Street\nAustin")
    assert changed.json()["address"] == "1 Main Street\nAustin"
    restricted = post(client, f"participants/{ref}/restrict/", reason="Acquisition")
    assert restricted.json()["restricted"] is True
    assert post(client, f"participants/{ref}/unrestrict/", reason="Over").json()["restricted"] is False
    trail = AuditEvent.objects.filter(object_ref=ref).order_by("id").values_list("verb", "by_label")
    assert [verb.rpartition(".")[2] for verb, _ in trail] == ["added", "changed", "restricted", "unrestricted"]
    assert {by for _, by in trail} == {"Lee Supervisor"}


def test_an_account_manager_keeps_the_records_of_the_own_participant(signed_in, manager, lantern):
    client = signed_in(manager)
    bodies = creations(lantern)
    MarketRoleFactory(code="RE")
    registration = post(client, "registrations/", **bodies["registrations"])
    assert registration.status_code == 201
    assert registration.json()["status"] == "prospective"
    assert patch(client, f"registrations/{registration.json()['ref']}/", short_name="RX").json()["short_name"] == "RX"
    resource = post(client, "resources/", **bodies["resources"], capacity_mw="12.5")
    assert resource.json()["capacity_mw"] == "12.500"
    ref = resource.json()["ref"]
    assert patch(client, f"resources/{ref}/", registration=lantern.re.ref).json()["registration"] == lantern.re.ref
    started = post(client, "representations/", **bodies["representations"] | {"resource": ref})
    assert started.status_code == 201
    assert started.json()["representative"] == lantern.participant.ref
    ended = post(client, f"representations/{started.json()['ref']}/end/", ends_on="2099-06-30")
    assert ended.json()["ends_on"] == "2099-06-30"
    assert post(client, f"resources/{ref}/retire/", reason="Sold").json()["active"] is False
    agency = post(client, "agencies/", **bodies["agencies"])
    assert agency.status_code == 201
    withdrawn = post(client, f"agencies/{agency.json()['ref']}/withdraw/", reason="Done")
    assert withdrawn.json()["withdrawn_at"]


def test_an_administrator_keeps_the_own_companys_contacts_inside_the_wall(signed_in, org_admin, member, lantern):
    client = signed_in(org_admin)
    made = post(client, "contacts/", **creations(lantern)["contacts"], user=member.ref)
    assert made.status_code == 201, made.content
    assert made.json()["user"] == member.ref
    ref = made.json()["ref"]
    assert patch(client, f"contacts/{ref}/", phone="512 555 0100").json()["phone"] == "512 555 0100"
    given = post(client, f"contacts/{ref}/give-role/", kind="credit", starts_on="2099-01-01")
    assert given.status_code == 201, given.content
    assert given.json()["contact"] == ref
    ended = post(client, f"contact-roles/{given.json()['ref']}/end/", ends_on="2099-12-31")
    assert ended.json()["ends_on"] == "2099-12-31"
    assert post(client, f"contacts/{ref}/remove/").json()["active"] is False
    assert AuditEvent.objects.filter(object_ref=ref, by=org_admin).count() == 3


def test_an_administrator_narrows_and_ends_a_membership_inside_the_wall(signed_in, org_admin, member, lantern):
    client = signed_in(org_admin)
    ref = Membership.objects.get(user=member).ref
    narrowed = patch(client, f"memberships/{ref}/", registrations=[lantern.qse.ref])
    assert narrowed.status_code == 200, narrowed.content
    assert narrowed.json()["registrations"] == [lantern.qse.ref]
    assert narrowed.json()["narrowed"] is True
    assert post(client, f"memberships/{ref}/end/").json()["ended_at"]


def test_staff_give_a_known_user_another_membership(signed_in, supervisor, member, mesa):
    body = {"participant": mesa.participant.ref, "user": member.ref, "kind": "member", "starts_on": "2026-01-01"}
    made = post(signed_in(supervisor), "memberships/", **body)
    assert made.status_code == 201, made.content
    assert made.json()["user_email"] == member.email


def test_a_supervisor_assigns_replaces_and_ends(signed_in, supervisor, manager, colleague, lantern):
    client = signed_in(supervisor)
    made = post(client, "assignments/", **creations(lantern)["assignments"] | {"person": colleague.ref})
    assert made.status_code == 201
    ended = post(client, f"assignments/{made.json()['ref']}/end/", ends_on="2099-02-01")
    assert ended.json()["ends_on"] == "2099-02-01"
    replaced = post(
        client, f"assignments/{lantern.assignment.ref}/replace/", successor=colleague.ref, starts_on="2099-03-01"
    )
    assert replaced.json()["person"] == colleague.ref
    assert Assignment.objects.get(pk=lantern.assignment.pk).ends_on == date(2099, 2, 28)


def test_an_account_managers_assignment_does_not_end_without_a_successor(signed_in, supervisor, lantern):
    answer = post(signed_in(supervisor), f"assignments/{lantern.assignment.ref}/end/", ends_on="2099-02-01")
    assert answer.status_code == 409
    assert "successor" in answer.json()["detail"]


def test_the_last_authorized_representative_stays(signed_in, org_admin, lantern):
    client = signed_in(org_admin)
    before = snapshot()
    assert post(client, f"contacts/{lantern.contact.ref}/remove/").status_code == 409
    assert post(client, f"contact-roles/{lantern.representative.ref}/end/", ends_on="2099-12-31").status_code == 409
    assert snapshot() == before


def test_a_registration_that_vanished_is_settled(signed_in, manager, lantern):
    Registration.objects.filter(pk=lantern.qse.pk).update(missing_since=date(2026, 11, 1))
    address = f"registrations/{lantern.qse.ref}/settle-missing/"
    kept = post(signed_in(manager), address, terminate=False, reason="Still in business")
    assert kept.status_code == 200, kept.content
    assert kept.json()["missing_since"] is None


def test_a_taken_duns_is_refused_in_words(signed_in, supervisor, lantern):
    ParticipantFactory(duns="666666666")
    answer = patch(signed_in(supervisor), f"participants/{lantern.participant.ref}/", duns="666666666")
    assert answer.status_code == 409
    assert answer.json()["code"] == "refused"


def test_a_predecessor_must_be_the_same_companys(signed_in, supervisor, lantern):
    foreign = RegistrationFactory(status="terminated")
    body = creations(lantern)["registrations"] | {"role": "QSE", "successor_of": foreign.ref}
    assert post(signed_in(supervisor), "registrations/", **body).status_code == 409
