"""Pages of applications: the outsider first, then the queue, the page and its forms."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.actions.applications import mark_as_spam
from participants.actions.taking_up import take_up_application
from participants.models import Application, Participant
from participants.tests.actions.applying import assigned, received
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import MarketRoleFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

FORMS = ("assign", "answer", "take-up", "decline", "withdraw", "reopen")
BUTTONS = ("spam", "invite")
LIST = "participants:application-list"


@pytest.fixture
def moment() -> datetime:
    now = datetime.now(UTC)
    load_deadlines(now)
    return now


@pytest.fixture
def application(moment: datetime, manager: User, supervisor: User) -> Application:
    return assigned(moment, manager, supervisor, roles=[MarketRoleFactory(code="RE")])


def url(name: str, row: Application) -> str:
    return reverse(f"participants:application-{name}", args=[row.ref])


def companies(client: Client, question: str = "") -> list[str]:
    response = client.get(f"{reverse(LIST)}?{question}")
    assert response.status_code == 200
    return [row.company for row in response.context["page"].rows]


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent", "prospect"])
def test_participants_users_find_no_page(request: Any, signed_in: Any, application: Application, who: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse(LIST)).status_code == 404
    assert client.get(application.get_absolute_url()).status_code == 404
    assert {client.get(url(name, application)).status_code for name in FORMS} == {404}
    assert {client.post(url(name, application)).status_code for name in (*FORMS, *BUTTONS)} == {404}


@pytest.mark.parametrize("who", ["specialist", "coordinator"])
def test_other_departments_read_none(request: Any, signed_in: Any, application: Application, who: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    for address in (reverse(LIST), application.get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 403
        assert "Only account managers" in response.content.decode()
    assert application.company not in client.get("/search/?q=larkspur").content.decode()


def test_an_auditor_reads_and_changes_nothing(signed_in: Any, auditor: User, application: Application) -> None:
    client = signed_in(auditor)
    assert application.message in client.get(application.get_absolute_url()).content.decode()
    assert {client.get(url(name, application)).status_code for name in FORMS} == {403}
    assert {client.post(url(name, application)).status_code for name in (*FORMS, *BUTTONS)} == {403}


def test_one_that_became_a_restricted_participant_is_open_to_few(
    signed_in: Any, application: Application, moment: datetime, manager: User, colleague: User, supervisor: User
) -> None:
    take_up_application(application=application, by=manager, now=moment)
    Participant.objects.update(restricted=True, restricted_reason="Merger")
    assert signed_in(colleague).get(application.get_absolute_url()).status_code == 404
    assert companies(signed_in(colleague), "view=accepted") == []
    assert companies(signed_in(manager), "view=accepted") == [application.company]
    assert companies(signed_in(supervisor), "view=accepted") == [application.company]


def test_the_queue_shows_each_in_its_view(
    signed_in: Any, application: Application, moment: datetime, manager: User, supervisor: User
) -> None:
    received(moment, company="Free LLC", email="a@free.example")
    spam = assigned(moment, manager, supervisor, company="Spam LLC", email="a@spam.example")
    mark_as_spam(application=spam, by=manager, now=moment)
    client = signed_in(manager)
    assert companies(client) == [application.company, "Free LLC"]
    assert companies(client, "view=mine") == [application.company]
    assert companies(client, "view=unassigned") == ["Free LLC"]
    assert companies(client, "view=spam") == ["Spam LLC"]
    assert companies(client, "view=nonsense") == [application.company, "Free LLC"]
    assert companies(client, f"manager={manager.ref}") == [application.company]
    assert companies(client, "role=RE") == [application.company]
    assert companies(client, "q=larkspur%20grid") == [application.company]
    assert companies(client, "q=spam") == []
    tabs = client.get(reverse(LIST)).context["tabs"]
    assert [count for _, _, count in tabs] == ["2", "1", "1", "0", "0", "1"]


def test_an_account_manager_takes_it_on_by_the_proposed_choice(
    signed_in: Any, moment: datetime, colleague: User, supervisor: User
) -> None:
    row = received(moment)
    client = signed_in(colleague)
    assert client.get(url("assign", row)).context["form"].initial["person"] == colleague.ref
    assert client.post(url("assign", row), {"person": supervisor.ref}).status_code == 422
    assert client.post(url("assign", row), {"person": colleague.ref}).status_code == 302
    row.refresh_from_db()
    assert row.account_manager == colleague


def test_it_is_answered_and_taken_up(signed_in: Any, application: Application, manager: User) -> None:
    client = signed_in(manager)
    assert client.post(url("answer", application), {"answer": ""}).status_code == 422
    assert client.post(url("answer", application), {"answer": "Called."}).status_code == 302
    given = {"participant": "", "other": "", "name": "Larkspur Storage", "roles": ["RE"]}
    assert client.post(url("take-up", application), given | {"roles": []}).status_code == 422
    assert client.post(url("take-up", application), given).status_code == 302
    application.refresh_from_db()
    assert application.participant.name == "Larkspur Storage"
    page = client.get(application.get_absolute_url()).content.decode()
    assert "Invite Nadia Okafor" in page
    assert client.post(url("invite", application)).status_code == 302
    response = client.post(url("take-up", application), given)
    assert response.status_code == 422
    assert "decided already" in response.content.decode()


def test_a_company_out_of_sight_is_no_choice(
    signed_in: Any, application: Application, manager: User, restricted: SimpleNamespace
) -> None:
    client = signed_in(manager)
    unknown = client.post(url("take-up", application), {"other": "999999999", "roles": ["RE"]})
    closed = client.post(url("take-up", application), {"other": restricted.participant.duns, "roles": ["RE"]})
    assert closed.status_code == 422
    assert closed.context["form"].errors == unknown.context["form"].errors


def test_candidates_are_offered_and_somebody_elses_is_refused_in_words(
    signed_in: Any, application: Application, manager: User
) -> None:
    same = ParticipantFactory(name="Larkspur Grid Storage Inc")
    client = signed_in(manager)
    assert same.name in client.get(url("take-up", application)).content.decode()
    response = client.post(url("take-up", application), {"participant": same.ref, "roles": ["RE"]})
    assert response.status_code == 422
    assert "Only the people assigned to this participant" in response.content.decode()
    assert not same.registrations.exists()


def test_spam_is_marked_and_opened_again(signed_in: Any, application: Application, manager: User) -> None:
    client = signed_in(manager)
    assert client.post(url("spam", application)).status_code == 302
    assert application.company not in client.get("/search/?q=larkspur").content.decode()
    assert client.post(url("reopen", application), {"reason": "It was none"}).status_code == 302
    assert application.company in client.get("/search/?q=larkspur").content.decode()
    response = client.get(url("spam", application))
    assert response.status_code == 405


def test_homes_count_what_waits(
    signed_in: Any, application: Application, moment: datetime, manager: User, supervisor: User
) -> None:
    received(moment, company="Free LLC", email="a@free.example")

    def tile(person: User, label: str) -> str:
        return next(one.value for one in signed_in(person).get("/").context["tiles"] if one.label == label)

    assert tile(manager, "My applications") == "1"
    assert tile(supervisor, "Applications to assign") == "1"
