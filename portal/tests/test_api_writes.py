"""What cannot be written through the API: by outsiders, without the right, beyond the named fields."""

import pytest

from accounts.models import User
from participants.models import (
    Agency,
    Contact,
    ContactRole,
    Membership,
    Participant,
    Registration,
    Representation,
    Resource,
)
from portal.tests.api_calls import NEVER, call, creations, patch, post, snapshot, verbs


def test_an_outsider_can_write_nothing_anywhere(signed_in, outsider, member, lantern):
    client = signed_in(outsider)
    bodies = creations(lantern)
    before = snapshot()
    for noun, body in bodies.items():
        assert post(client, f"{noun}/", **body).status_code in {400, 403}, noun
    for method, address, body in verbs(lantern):
        assert call(client, method, address, body).status_code == 404, address
    assert snapshot() == before


@pytest.mark.parametrize("who", ["member", "auditor", "specialist", "coordinator"])
def test_whoever_lacks_the_right_is_told_so_and_nothing_is_written(who, request, signed_in, member, lantern):
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


def test_an_account_manager_may_not_change_a_colleagues_participant(signed_in, manager, lantern, mesa):
    before = snapshot()
    assert patch(signed_in(manager), f"participants/{mesa.participant.ref}/", name="Mine").status_code == 403
    assert post(signed_in(manager), "contacts/", **creations(mesa)["contacts"]).status_code == 403
    assert snapshot() == before


FOREIGN = {
    "official-letters": {"registration": Registration},
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
    Membership: {"kind", "registrations", "ends_on", "sight", "areas"},
}
ADDRESSES = {
    Participant: "participants",
    Registration: "registrations",
    Contact: "contacts",
    Resource: "resources",
    Membership: "memberships",
}


@pytest.mark.parametrize("model", CHANGEABLE)
def test_no_field_beyond_the_allowed_ones_can_be_changed(model, signed_in, supervisor, member, lantern):
    row = model.objects.filter(**({"pk": lantern.participant.pk} if model is Participant else {})).first()
    fields = {field.name for field in model._meta.get_fields()} | {"pk", "is_staff", "role_codes"}
    client = signed_in(supervisor)
    before = snapshot()
    for field in sorted(fields - CHANGEABLE[model]):
        answer = patch(client, f"{ADDRESSES[model]}/{row.ref}/", **{field: "1"})
        assert answer.status_code == 400, field
        assert {"field": field, "code": "unknown_field"}.items() <= answer.json()["errors"][0].items(), field
    assert snapshot() == before


@pytest.mark.parametrize("method", ["put", "delete"])
def test_rows_are_neither_replaced_nor_deleted(method, signed_in, supervisor, lantern):
    answer = getattr(signed_in(supervisor), method)(f"/api/v1/participants/{lantern.participant.ref}/")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_rows_without_a_change_of_their_own_have_no_patch(signed_in, supervisor, lantern):
    assert patch(signed_in(supervisor), f"assignments/{lantern.assignment.ref}/", kind="backup").status_code == 405


def test_models_are_all_covered():
    """A noun that gets a `PATCH` gets its line above."""
    assert set(ADDRESSES) == set(CHANGEABLE)
    assert ContactRole not in CHANGEABLE
    assert Representation not in CHANGEABLE
