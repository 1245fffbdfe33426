"""Outsiders first: what the API shows to whom, and that a row out of sight is one that does not exist."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import get_resolver

from accounts.tests.factories import PersonFactory
from participants.models import Agency, Participant
from participants.tests.factories import AgencyFactory, RegistrationFactory, RepresentationFactory, ResourceFactory
from portal.rest import routers
from portal.rest.permissions import SignedIn
from portal.rest.views import Gate

OWNED = (
    "participants",
    "registrations",
    "contacts",
    "contact-roles",
    "resources",
    "representations",
    "assignments",
    "memberships",
    "agencies",
)
CATALOGS = (
    "market-roles",
    "departments",
    "forms",
    "requirements",
    "lead-times",
    "obligation-types",
    "change-procedures",
    "test-flights",
)
FACTS_OF_LANTERN = ("lantern", "LANTERN", "111111111", "Prairie")


def rows_of(rows: SimpleNamespace, noun: str) -> Any:
    """The one row of that noun that the fixture's participant has."""
    participant = rows.participant
    return {
        "participants": lambda: participant,
        "registrations": lambda: rows.qse,
        "contacts": lambda: rows.contact,
        "contact-roles": lambda: rows.representative,
        "resources": lambda: rows.resource,
        "representations": lambda: rows.representation,
        "assignments": lambda: rows.assignment,
        "memberships": lambda: participant.memberships.first(),
        "agencies": lambda: (
            Agency.objects.filter(participant=participant).first() or AgencyFactory(participant=participant)
        ),
    }[noun]()


@pytest.mark.parametrize("noun", OWNED)
def test_an_outsider_finds_no_row_and_no_fact_of_another_participant(noun, signed_in, outsider, member, lantern):
    foreign = rows_of(lantern, noun)
    client = signed_in(outsider)
    listed = client.get(f"/api/v1/{noun}/?page_size=200")
    assert listed.status_code == 200
    leaked = [fact for fact in (*FACTS_OF_LANTERN, foreign.ref) if fact in listed.content.decode()]
    assert leaked == []
    one = client.get(f"/api/v1/{noun}/{foreign.ref}/")
    never = client.get(f"/api/v1/{noun}/{foreign.REF_PREFIX}-00000000/")
    assert one.status_code == never.status_code == 404
    assert one.json() == never.json()


@pytest.mark.parametrize("noun", OWNED)
def test_a_member_finds_the_own_company(noun, signed_in, member, lantern, mesa):
    own = rows_of(lantern, noun)
    client = signed_in(member)
    assert own.ref in [row["ref"] for row in client.get(f"/api/v1/{noun}/").json()["results"]]
    assert client.get(f"/api/v1/{noun}/{own.ref}/").json()["ref"] == own.ref


@pytest.mark.parametrize("noun", OWNED)
def test_staff_find_both_companies(noun, signed_in, colleague, member, outsider, lantern, mesa):
    refs = {rows_of(lantern, noun).ref, rows_of(mesa, noun).ref}
    assert refs <= {row["ref"] for row in signed_in(colleague).get(f"/api/v1/{noun}/").json()["results"]}


@pytest.mark.parametrize("noun", OWNED)
def test_a_restricted_participant_is_not_there_for_those_who_may_not_read_it(noun, signed_in, restricted, colleague):
    hidden = rows_of(restricted, noun) if noun != "memberships" else None
    client = signed_in(colleague)
    answer = client.get(f"/api/v1/{noun}/?page_size=200").content.decode()
    assert "Quiet Harbor" not in answer
    assert "harbor" not in answer
    if hidden is not None:
        assert client.get(f"/api/v1/{noun}/{hidden.ref}/").status_code == 404


@pytest.mark.parametrize("noun", OWNED[:-2])
def test_a_restricted_participant_is_there_for_its_account_manager(noun, signed_in, restricted, senior):
    row = rows_of(restricted, noun)
    assert signed_in(senior).get(f"/api/v1/{noun}/{row.ref}/").status_code == 200


@pytest.mark.parametrize("noun", [*OWNED, *CATALOGS, "tokens"])
@pytest.mark.parametrize("method", ["get", "post", "patch", "put", "delete", "options"])
def test_nobody_gets_anything_without_signing_in(db, client, noun, method):
    answer = getattr(client, method)(f"/api/v1/{noun}/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Token")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("noun", CATALOGS)
def test_catalogs_are_open_to_everybody_signed_in(noun, signed_in, member):
    assert signed_in(member).get(f"/api/v1/{noun}/").status_code == 200


def test_every_noun_asks_for_a_person_and_starts_from_the_scope():
    for prefix, viewset in routers.nouns().items():
        assert viewset.permission_classes == [SignedIn], prefix
        assert "get_queryset" not in vars(viewset), prefix
        # Where a list and one row show different things, both name every field themselves.
        for action in ("list", "retrieve"):
            given = viewset.serializer_class or viewset(action=action, request=None).get_serializer_class()
            assert given.Meta.fields != "__all__", (prefix, action)


def test_staff_only_fields_are_not_shown_to_participants(signed_in, member, manager, lantern):
    address = f"/api/v1/participants/{lantern.participant.ref}/"
    secret = {"restricted", "restricted_reason", "origin", "parent", "parent_name"}
    assert secret.isdisjoint(signed_in(member).get(address).json())
    assert secret <= set(signed_in(manager).get(address).json())
    address = f"/api/v1/registrations/{lantern.qse.ref}/"
    secret = {"origin", "listed_name", "listed_on", "missing_since"}
    assert secret.isdisjoint(signed_in(member).get(address).json())
    assert secret <= set(signed_in(manager).get(address).json())


@pytest.mark.parametrize("question", ["restricted=true", "restricted=false", "origin=entered"])
def test_staff_only_fields_cannot_be_asked_about_by_participants(question, signed_in, member, manager):
    assert signed_in(member).get(f"/api/v1/participants/?{question}").status_code == 400
    assert signed_in(manager).get(f"/api/v1/participants/?{question}").status_code == 200


def test_of_the_other_party_of_a_representation_only_the_declared_name_is_shown(signed_in, member, lantern, mesa):
    resource = ResourceFactory(participant=lantern.participant)
    foreign_qse = RegistrationFactory(participant=mesa.participant, short_name="QMESAX")
    row = RepresentationFactory(resource=resource, representative_registration=foreign_qse)
    seen = signed_in(member).get(f"/api/v1/representations/{row.ref}/").json()
    assert seen["representative_name"] == "Blue Mesa Trading"
    assert seen["representative"] is None
    assert seen["representative_registration"] is None
    assert seen["participant"] == lantern.participant.ref
    assert seen["resource"] == resource.ref


def test_the_representing_party_does_not_see_the_resource_itself(signed_in, outsider, lantern, mesa):
    row = RepresentationFactory(
        resource=ResourceFactory(participant=lantern.participant), representative_registration=mesa.qse
    )
    seen = signed_in(outsider).get(f"/api/v1/representations/{row.ref}/").json()
    assert seen["resource"] is None
    assert seen["participant"] is None
    assert seen["representative"] == mesa.participant.ref


def test_a_parent_out_of_sight_is_not_named_to_staff(signed_in, colleague, supervisor, restricted, lantern):
    Participant.objects.filter(pk=lantern.participant.pk).update(parent=restricted.participant)
    address = f"/api/v1/participants/{lantern.participant.ref}/"
    shown = signed_in(colleague).get(address).json()
    assert (shown["parent"], shown["parent_name"]) == (None, None)
    assert signed_in(supervisor).get(address).json()["parent"] == restricted.participant.ref


def test_an_agent_sees_one_principal_at_a_time(signed_in, agent, lantern, mesa):
    listed = signed_in(agent).get("/api/v1/participants/").json()["results"]
    assert [row["ref"] for row in listed] == [mesa.participant.ref]


def test_someone_without_any_membership_sees_empty_lists(signed_in, lantern):
    client = signed_in(PersonFactory())
    assert [client.get(f"/api/v1/{noun}/").json()["results"] for noun in OWNED] == [[]] * len(OWNED)


@pytest.mark.parametrize("noun", OWNED)
def test_with_the_scope_forgotten_the_database_still_shows_no_foreign_row(
    noun, signed_in, outsider, member, lantern, monkeypatch
):
    foreign = rows_of(lantern, noun)
    viewset = routers.nouns()[noun]
    queryset = type(viewset.model.objects.all())
    monkeypatch.setattr(queryset, "visible_to", lambda rows, user: rows.all())
    answer = signed_in(outsider).get(f"/api/v1/{noun}/?page_size=200")
    assert answer.status_code == 200
    assert foreign.ref not in answer.content.decode()
    assert not any(fact in answer.content.decode() for fact in FACTS_OF_LANTERN)


def test_no_address_of_the_api_is_left_without_the_gate():
    """Every view below /api/ states who may use it."""

    def walk(patterns: Any) -> Any:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.callback

    api = next(one for one in get_resolver().url_patterns if str(one.pattern) == "api/")
    views = {getattr(view, "cls", None) or view.view_class for view in walk(api.url_patterns)}
    assert all(issubclass(view, Gate) for view in views)
    assert {view.__name__ for view in views if view.permission_classes != [SignedIn]} == {
        "SchemaView",
        "DocsView",
        "NothingView",
    }
