"""Writing through the API: the actions' own rules hold, and nothing else can be written."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from participants.models import (
    Agency,
    Assignment,
    Contact,
    ContactRole,
    Membership,
    Participant,
    Registration,
    Representation,
    Resource,
)
from participants.tests.factories import MarketRoleFactory, ParticipantFactory, RegistrationFactory
from portal.audit.models import AuditEvent

NEVER = "XX-00000000"


def post(client: Client, path: str, **data: Any) -> Any:
    return client.post(f"/api/v1/{path}", data, content_type="application/json")


def patch(client: Client, path: str, **data: Any) -> Any:
    return client.patch(f"/api/v1/{path}", data, content_type="application/json")


@pytest.fixture
def snapshot() -> Callable[[], dict[str, list[tuple]]]:
    """All rows of participants and the audit trail, to compare before and after."""
    models = [*apps.get_app_config("participants").get_models(), AuditEvent]
    return lambda: {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def creations(rows: SimpleNamespace) -> dict[str, dict[str, Any]]:
    """A sound body for every `POST` on a list, about the participant of `rows`."""
    own = {"participant": rows.participant.ref}
    return {
        "registrations": own | {"role": "RE", "short_name": "RNEW", "duns": "444444444"},
        "contacts": own | {"name": "New Person", "email": "new@company.example"},
        "resources": own | {"code": "NEW_1", "type": "storage"},
        "representations": {
            "resource": rows.resource.ref,
            "representative_registration": rows.qse.ref,
            "starts_on": "2099-01-01",
        },
        "assignments": own
        | {"person": User.objects.get(is_staff=True, email="manager@iso.example").ref}
        | {"kind": "backup", "starts_on": "2099-01-01"},
        "agencies": own | {"agent_name": "Grid Advisers", "scope": "All", "starts_on": "2099-01-01"},
    }


def verbs(rows: SimpleNamespace) -> list[tuple[str, str, dict[str, Any]]]:
    """Every other write: method, address, body."""
    day = {"ends_on": "2099-06-30"}
    reason = {"reason": "Because"}
    membership = rows.participant.memberships.first()
    found = [
        ("patch", f"participants/{rows.participant.ref}/", {"website": "https://new.example"}),
        ("post", f"participants/{rows.participant.ref}/restrict/", reason),
        ("post", f"participants/{rows.participant.ref}/unrestrict/", reason),
        ("patch", f"registrations/{rows.qse.ref}/", {"short_name": "QNEW"}),
        ("post", f"registrations/{rows.qse.ref}/settle-missing/", reason | {"terminate": True}),
        ("patch", f"contacts/{rows.contact.ref}/", {"phone": "1"}),
        ("post", f"contacts/{rows.contact.ref}/remove/", {}),
        ("post", f"contacts/{rows.contact.ref}/give-role/", {"kind": "credit", "starts_on": "2026-01-01"}),
        ("post", f"contact-roles/{rows.representative.ref}/end/", day),
        ("patch", f"resources/{rows.resource.ref}/", {"name": "New"}),
        ("post", f"resources/{rows.resource.ref}/retire/", reason),
        ("post", f"representations/{rows.representation.ref}/end/", day),
        ("post", f"assignments/{rows.assignment.ref}/end/", day),
        ("post", f"assignments/{rows.assignment.ref}/replace/", {"successor": NEVER, "starts_on": "2099-01-01"}),
    ]
    if membership is not None:
        found += [
            ("patch", f"memberships/{membership.ref}/", {"kind": "admin"}),
            ("post", f"memberships/{membership.ref}/end/", {}),
        ]
    return found


def call(client: Client, method: str, address: str, body: dict[str, Any]) -> Any:
    return getattr(client, method)(f"/api/v1/{address}", body, content_type="application/json")


def test_an_outsider_can_write_nothing_anywhere(signed_in, outsider, member, lantern, snapshot):
    client = signed_in(outsider)
    bodies = creations(lantern)
    before = snapshot()
    for noun, body in bodies.items():
        assert post(client, f"{noun}/", **body).status_code in {400, 403}, noun
    for method, address, body in verbs(lantern):
        assert call(client, method, address, body).status_code == 404, address
    assert snapshot() == before


@pytest.mark.parametrize("who", ("member", "auditor", "specialist", "coordinator"))
def test_whoever_lacks_the_right_is_told_so_and_nothing_is_written(who, request, signed_in, member, lantern, snapshot):
    client = signed_in(request.getfixturevalue(who))
    bodies = creations(lantern)
    before = snapshot()
    assert post(client, "participants/", name="New").status_code == 403
    for noun, body in bodies.items():
        answer = post(client, f"{noun}/", **body)
        # Of staff a participant knows nothing, so nobody can be named there.
        assert answer.status_code == 403 or (who == "member" and answer.status_code == 400), noun
    for method, address, body in verbs(lantern):
        answer = call(client, method, address, body)
        assert answer.status_code == 403, address
        assert answer.json()["detail"], address
    assert snapshot() == before


def test_an_account_manager_may_not_change_a_colleagues_participant(signed_in, manager, lantern, mesa, snapshot):
    before = snapshot()
    assert patch(signed_in(manager), f"participants/{mesa.participant.ref}/", name="Mine").status_code == 403
    assert post(signed_in(manager), "contacts/", **creations(mesa)["contacts"]).status_code == 403
    assert snapshot() == before


FOREIGN = {
    "registrations": {"participant": Participant, "successor_of": Registration},
    "contacts": {"participant": Participant, "user": User},
    "resources": {"participant": Participant, "registration": Registration},
    "representations": {
        "resource": Resource,
        "registration": Registration,
        "representative_registration": Registration,
    },
    "memberships": {"participant": Participant, "user": User, "agency": Agency},
    "agencies": {"participant": Participant, "agent": Participant},
}


@pytest.mark.parametrize(("noun", "field"), [(noun, field) for noun, fields in FOREIGN.items() for field in fields])
def test_a_foreign_reference_reads_like_one_that_does_not_exist(noun, field, signed_in, org_admin, outsider, mesa):
    model = FOREIGN[noun][field]
    foreign = {
        Participant: mesa.participant,
        Registration: mesa.qse,
        Resource: mesa.resource,
        User: outsider,
        Agency: Agency(),
    }[model].ref
    client = signed_in(org_admin)
    complaints = []
    for given in (foreign, NEVER):
        answer = post(client, f"{noun}/", **{field: given})
        assert answer.status_code == 400
        complaints.append([one for one in answer.json()["errors"] if one["field"] == field])
    assert complaints[0] == complaints[1]
    assert complaints[0][0]["code"] == "does_not_exist"


def test_a_foreign_registration_cannot_narrow_a_membership(signed_in, org_admin, member, mesa):
    own = Membership.objects.get(user=member)
    client = signed_in(org_admin)
    foreign = patch(client, f"memberships/{own.ref}/", registrations=[mesa.qse.ref])
    never = patch(client, f"memberships/{own.ref}/", registrations=[NEVER])
    assert foreign.status_code == never.status_code == 400
    assert foreign.json() == never.json()


def test_staff_cannot_name_a_restricted_participant_they_may_not_read(signed_in, manager, lantern, restricted):
    client = signed_in(manager)
    address = f"participants/{lantern.participant.ref}/"
    foreign = patch(client, address, parent=restricted.participant.ref)
    assert foreign.status_code == 400
    assert foreign.json() == patch(client, address, parent=NEVER).json()


CHANGEABLE = {
    Participant: {"name", "duns", "parent", "website", "address"},
    Registration: {"duns", "short_name", "agreement_date"},
    Contact: {"name", "email", "phone", "title", "user"},
    Resource: {"code", "type", "name", "station", "capacity_mw", "registration"},
    Membership: {"kind", "registrations", "ends_on"},
}
ADDRESSES = {
    Participant: "participants",
    Registration: "registrations",
    Contact: "contacts",
    Resource: "resources",
    Membership: "memberships",
}


@pytest.mark.parametrize("model", CHANGEABLE)
def test_no_field_beyond_the_allowed_ones_can_be_changed(model, signed_in, supervisor, member, lantern, snapshot):
    row = model.objects.filter(**({"pk": lantern.participant.pk} if model is Participant else {})).first()
    fields = {field.name for field in model._meta.get_fields()} | {"pk", "is_staff", "role_codes"}
    client = signed_in(supervisor)
    before = snapshot()
    for field in sorted(fields - CHANGEABLE[model]):
        answer = patch(client, f"{ADDRESSES[model]}/{row.ref}/", **{field: "1"})
        assert answer.status_code == 400, field
        assert {"field": field, "code": "unknown_field"}.items() <= answer.json()["errors"][0].items(), field
    assert snapshot() == before


@pytest.mark.parametrize("method", ("put", "delete"))
def test_rows_are_neither_replaced_nor_deleted(method, signed_in, supervisor, lantern):
    answer = getattr(signed_in(supervisor), method)(f"/api/v1/participants/{lantern.participant.ref}/")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_rows_without_a_change_of_their_own_have_no_patch(signed_in, supervisor, lantern):
    assert patch(signed_in(supervisor), f"assignments/{lantern.assignment.ref}/", kind="backup").status_code == 405


# -- what works ---------------------------------------------------------------------------------


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


def test_the_last_authorized_representative_stays(signed_in, org_admin, lantern, snapshot):
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


def test_models_are_all_covered():
    """A noun that gets a `PATCH` gets its line above."""
    assert set(ADDRESSES) == set(CHANGEABLE)
    assert ContactRole not in CHANGEABLE
    assert Representation not in CHANGEABLE
