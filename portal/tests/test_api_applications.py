"""Applications by the API: the outsider first, then what the pages do."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import Invitation, User
from participants.models import Application
from participants.tests.actions.applying import assigned, received
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import MarketRoleFactory
from portal.tests.api_calls import NEVER, post

pytestmark = pytest.mark.django_db

NOUN = "applications/"
VERBS = ("assign", "answered", "take-up", "decline", "withdraw", "mark-spam", "reopen", "invite")


@pytest.fixture
def application(manager: User, supervisor: User) -> Application:
    now = datetime.now(UTC)
    load_deadlines(now)
    return assigned(now, manager, supervisor, roles=[MarketRoleFactory(code="RE")])


@pytest.mark.parametrize("who", ["outsider", "member", "org_admin", "agent", "prospect", "specialist", "coordinator"])
def test_others_find_nothing_and_write_nothing(
    request: Any, signed_in: Any, application: Application, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/api/v1/{NOUN}").json()["results"] == []
    address, never = f"{NOUN}{application.ref}/", f"{NOUN}{NEVER}/"
    assert client.get(f"/api/v1/{address}").json() == client.get(f"/api/v1/{never}").json()
    assert {post(client, f"{address}{verb}/").status_code for verb in VERBS} == {404}


def test_nobody_applies_by_the_api(client: Client, signed_in: Any, manager: User) -> None:
    assert client.get(f"/api/v1/{NOUN}").status_code == 401
    assert post(client, NOUN, company="Larkspur").status_code == 401
    assert post(signed_in(manager), NOUN, company="Larkspur").status_code == 405


@pytest.mark.parametrize("who", ["colleague", "auditor"])
def test_readers_get_the_reason(request: Any, signed_in: Any, application: Application, who: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    row = client.get(f"/api/v1/{NOUN}{application.ref}/").json()
    assert (row["company"], row["roles"], row["state"]) == ("Larkspur Grid Storage LLC", ["RE"], "received")
    response = post(client, f"{NOUN}{application.ref}/decline/", reason="No")
    assert response.status_code == 403
    assert "application" in response.json()["detail"]


def test_it_is_assigned_answered_and_taken_up(signed_in: Any, supervisor: User, colleague: User) -> None:
    load_deadlines(datetime.now(UTC))
    MarketRoleFactory(code="RE")
    MarketRoleFactory(code="QSE-R", kind="profile")
    row = received(datetime.now(UTC))
    client, address = signed_in(supervisor), f"{NOUN}{row.ref}/"
    assert post(client, f"{address}assign/", person=colleague.ref).json()["account_manager"] == colleague.ref
    assert post(client, f"{address}answered/", answer="Called.").json()["answer"] == "Called."
    assert post(client, f"{address}answered/", answer="Called.").status_code == 409
    refused = post(client, f"{address}take-up/", roles=["QSE-R"])
    assert (refused.status_code, "QSE-R" in refused.content.decode()) == (400, True)
    taken = post(client, f"{address}take-up/", roles=["RE"], name="Larkspur Storage").json()
    assert taken["state"] == "accepted"
    company = client.get(f"/api/v1/participants/{taken['participant']}/").json()
    assert (company["name"], company["origin"]) == ("Larkspur Storage", "applied")
    assert post(client, f"{address}invite/").status_code == 200
    assert Invitation.objects.get().email == row.email


def test_lists_are_narrowed(signed_in: Any, application: Application, manager: User) -> None:
    received(datetime.now(UTC), company="Free LLC", email="a@free.example")
    client = signed_in(manager)

    def found(query: str) -> list[str]:
        return [row["company"] for row in client.get(f"/api/v1/{NOUN}?{query}").json()["results"]]

    assert found(f"account_manager={manager.ref}") == [application.company]
    assert found("role=RE") == [application.company]
    assert found("search=free") == ["Free LLC"]
    assert found("state=spam") == []
