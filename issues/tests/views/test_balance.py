"""The pages of the balance: the same few statements for any number, and a move from tick to confirmation by forms."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, User
from accounts.tests.factories import StaffFactory
from issues.tests.factories import IssueFactory
from participants.models import Assignment, HandOver
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, FollowUpFactory, ParticipantFactory
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db
# Session and person are one of them.
BUDGETS = {"balance": 11, "balance-unowned": 17, "balance-person": 13, "balance-cover": 14}


@pytest.fixture(autouse=True)
def deadlines(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = False
    load_deadlines(timezone.now() - timedelta(days=30))


def more(person: User, count: int) -> None:
    today = market_day(timezone.now())
    for _ in range(count):
        company, other = ParticipantFactory(), StaffFactory()
        AssignmentFactory(participant=company, person=person)
        AssignmentFactory(participant=ParticipantFactory(), person=other)
        AssignmentFactory(participant=ParticipantFactory(), person=StaffFactory(is_active=False))
        IssueFactory(participant=company, owner=person)
        IssueFactory(participant=company)
        FollowUpFactory(participant=company, responsible=person, due_on=today - timedelta(days=2))
        Absence.objects.create(person=other, stand_in=person, starts_on=today, ends_on=today)
        ParticipantFactory()


def statements(client: Client, name: str, person: User) -> int:
    address = reverse(f"issues:{name}", args=[person.ref] if name in ("balance-person", "balance-cover") else [])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_statements_are_the_same_for_few_and_for_many(client: Client, supervisor: User, manager: User) -> None:
    client.force_login(supervisor)
    more(manager, 2)
    statements(client, "balance", manager)  # what is remembered is read once
    few = {name: statements(client, name, manager) for name in BUDGETS}
    more(manager, 8)
    assert {name: statements(client, name, manager) for name in BUDGETS} == few
    assert {name: count for name, count in few.items() if count > BUDGETS[name]} == {}


def test_a_move_and_a_cover_by_plain_forms(
    client: Client, lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User
) -> None:
    client.force_login(supervisor)
    ref, move = lantern.participant.ref, reverse("issues:balance-move")
    ticked: dict[str, Any] = {"participants": [ref], "receiver": colleague.ref, "back": manager.ref}
    shown = client.post(move, ticked)
    assert shown.status_code == 200
    [line] = shown.context["preview"].movable
    assert not HandOver.objects.exists(), "a preview moves nothing"
    answer = client.post(move, ticked | {"confirm": "1", "seen": [f"{ref}:{'0' * 16}"]})
    assert answer.status_code == 422
    assert "Changed since you looked: " in answer.content.decode()
    answer = client.post(move, ticked | {"confirm": "1", "seen": [f"{ref}:{line.digest}"]}, follow=True)
    assert "Moved: 1 participant." in answer.content.decode()
    assert "Take back" in answer.content.decode()
    for lacking in ({"receiver": colleague.ref}, {"participants": [ref]}):
        assert client.post(move, lacking).status_code == 422
    cover = reverse("issues:balance-cover", args=[colleague.ref])
    plan = client.get(cover).context
    [(one, told)] = plan["companies"]
    days = {name: plan["wanted"][name].isoformat() for name in ("starts_on", "ends_on")}
    row = {"participants": [ref], f"to-{ref}": told.key, **days}
    [line] = client.post(cover, row).context["preview"].movable
    assert client.post(cover, row | {"ends_on": "2020-01-01"}).status_code == 422
    answer = client.post(cover, row | {"confirm": "1", "seen": [f"{ref}:{line.digest}"]})
    assert answer.status_code == 302
    assert Assignment.objects.today().get(participant=lantern.participant, kind="primary").person.ref == told.key


def test_the_api_tells_the_load_and_moves_what_was_looked_at(
    client: Client, lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User
) -> None:
    client.force_login(supervisor)
    company, issue = ParticipantFactory(), IssueFactory(participant=lantern.participant, owner=None, severity=1)

    def posted(address: str, **body: Any) -> Any:
        return client.post(f"/api/v1/balance/{address}/", body, content_type="application/json")

    told = client.get("/api/v1/balance/").json()
    assert {row["person"]: row["points"] for row in told["results"]}[manager.ref] == 2
    unowned = {row["ref"]: row["to"] for row in told["unowned"]}
    assert unowned == {company.ref: colleague.ref, issue.ref: manager.ref}
    wrong = posted("preview", steps=[{"row": "MP-00000000", "to": colleague.ref}])
    assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid")
    steps = [{"row": ref, "to": to} for ref, to in unowned.items()]
    looked = posted("preview", steps=steps).json()
    assert {row["person"]: (row["before"], row["after"]) for row in looked["shifts"]} == {
        manager.ref: (2, 10),
        colleague.ref: (0, 2),
    }
    assert "Changed since you looked" in posted("move", steps=steps).json()["detail"], "what nobody looked at stays"
    seen = [{"row": line["row"], "to": line["to"], "seen": line["seen"]} for line in looked["lines"]]
    moved = posted("move", steps=seen, reason="Nobody had it")
    assert (moved.status_code, moved.json()["participants"], moved.json()["issues"]) == (201, 1, 1)
    assert Assignment.objects.get(participant=company).person == colleague
    assert posted("move", steps=seen).status_code == 409, "a second time nothing is as it was"
