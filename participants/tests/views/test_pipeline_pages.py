"""The board and its columns: the outsider first, then what a card tells, filters, figures, and what it costs."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from participants import pipeline
from participants.models import ChecklistItem, Registration
from participants.models import TestFlight as Flight
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

BOARD = "participants:pipeline"
BUDGET = 14  # session and person are one of them
DAY = timedelta(days=1)


@pytest.fixture
def moment() -> datetime:
    now = datetime.now(UTC)
    load_what_is_asked(now)
    return now


@pytest.fixture
def underway(lantern: SimpleNamespace, moment: datetime) -> Registration:
    return applying(lantern.participant)


def board(client: Client, question: str = "") -> dict[str, list[str]]:
    """The companies on the board, by column."""
    response = client.get(f"{reverse(BOARD)}?{question}")
    assert response.status_code == 200
    return {
        status.value: [row.participant.name for row in cards]
        for status, _, cards in response.context["columns"]
        if cards
    }


def listed(client: Client, status: str, question: str = "") -> list[str]:
    response = client.get(f"{reverse('participants:pipeline-column', args=[status])}?{question}")
    assert response.status_code == 200
    return [row.participant.name for row in response.context["page"].rows]


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent", "prospect"])
def test_participants_users_find_no_board(request: Any, signed_in: Any, underway: Registration, who: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse(BOARD)).status_code == 404
    assert client.get(reverse("participants:pipeline-column", args=["prospective"])).status_code == 404


def test_a_restricted_company_stands_on_the_board_of_few(
    signed_in: Any, restricted: SimpleNamespace, manager: User, senior: User, supervisor: User
) -> None:
    applying(restricted.participant)
    assert board(signed_in(manager), "manager=all") == {}
    assert board(signed_in(senior)) == {"prospective": [restricted.participant.name]}
    assert board(signed_in(supervisor)) == {"prospective": [restricted.participant.name]}
    assert listed(signed_in(manager), "prospective", "manager=all") == []


def test_only_what_is_on_its_way_stands_there(signed_in: Any, lantern: SimpleNamespace, manager: User) -> None:
    for status in ("application_received", "incomplete", "under_review", "approved_pending", "suspended", "withdrawn"):
        RegistrationFactory(participant=lantern.participant, status=status)
    name = [lantern.participant.name]
    assert board(signed_in(manager)) == dict.fromkeys(
        ("application_received", "incomplete", "under_review", "approved_pending"), name
    )


def test_account_managers_see_their_own_first_and_others_on_demand(
    signed_in: Any, underway: Registration, manager: User, colleague: User, senior: User, mesa: SimpleNamespace
) -> None:
    other = applying(mesa.participant)
    client = signed_in(manager)
    assert board(client) == {"prospective": ["Prairie Lantern Energy"]}
    assert set(board(client, "manager=all")["prospective"]) == {"Prairie Lantern Energy", "Blue Mesa Trading"}
    assert board(client, f"manager={senior.ref}") == {"prospective": ["Blue Mesa Trading"]}
    assert board(client, "manager=all&role=RE") == {}
    assert len(board(client, "manager=nobody&role=IMRE")["prospective"]) == 2
    assert other.status == "prospective"


def test_a_card_tells_progress_turn_and_the_next_day(
    signed_in: Any, underway: Registration, manager: User, moment: datetime
) -> None:
    client = signed_in(manager)
    assert "Account manager to open the checklist" in client.get(reverse(BOARD)).content.decode()
    checklist = opened(underway, manager, moment)
    yesterday = market_day(moment) - DAY
    item(checklist, "COM-02").apply(due_on=yesterday)
    text = client.get(reverse(BOARD)).content.decode()
    assert f"0 of {checklist.items.filter(mandatory=True).count()}" in text
    assert "Participant, " in text
    assert "COM-02" in text
    assert "Overdue" in text


def test_a_flight_narrows_the_board(signed_in: Any, underway: Registration, manager: User, moment: datetime) -> None:
    checklist = opened(underway, manager, moment)
    flight = Flight.objects.get(code="0225")
    client = signed_in(manager)
    assert board(client, "flight=0225") == {}
    checklist.apply(flight_id=flight.pk)
    assert board(client, "flight=0225") == {"prospective": ["Prairie Lantern Energy"]}
    assert board(client, "flight=0625") == {}


def test_a_column_is_capped_and_leads_to_all(signed_in: Any, manager: User, moment: datetime) -> None:
    for number in range(pipeline.CARDS + 2):
        company = ParticipantFactory(name=f"Company {number:02}")
        AssignmentFactory(participant=company, person=manager)
        applying(company)
    client = signed_in(manager)
    assert len(board(client)["prospective"]) == pipeline.CARDS
    assert f"All {pipeline.CARDS + 2}" in client.get(reverse(BOARD)).content.decode()
    assert len(listed(client, "prospective")) == pipeline.CARDS + 2
    assert client.get(reverse("participants:pipeline-column", args=["qualified"])).status_code == 404


def test_what_is_due_first_stands_first(signed_in: Any, manager: User, moment: datetime) -> None:
    rows = []
    for name in ("Undated", "Later", "Sooner"):
        company = ParticipantFactory(name=name)
        AssignmentFactory(participant=company, person=manager)
        rows.append(opened(applying(company), manager, moment))
    item(rows[1], "COM-02").apply(due_on=market_day(moment) + 9 * DAY)
    item(rows[2], "COM-02").apply(due_on=market_day(moment) + 2 * DAY)
    client = signed_in(manager)
    assert board(client)["prospective"] == ["Sooner", "Later", "Undated"]
    assert listed(client, "prospective") == ["Sooner", "Later", "Undated"]
    after = Registration.objects.get(participant__name="Sooner").ref
    assert listed(client, "prospective", f"after={after}") == ["Later", "Undated"]


def test_supervisors_see_figures_per_account_manager(
    signed_in: Any, underway: Registration, manager: User, supervisor: User, moment: datetime
) -> None:
    checklist = opened(underway, manager, moment)
    item(checklist, "COM-02").apply(due_on=market_day(moment) - DAY)
    RegistrationFactory(participant=underway.participant, status="under_review")
    applying(ParticipantFactory(name="Nobody's"))
    response = signed_in(supervisor).get(reverse(BOARD))
    told = [(row["manager"], row["columns"], row["overdue"]) for row in response.context["managers"]]
    assert told == [("Dana Manager", [1, 0, 0, 1, 0], 1), (None, [1, 0, 0, 0, 0], 0)]
    assert signed_in(manager).get(reverse(BOARD)).context["managers"] == []


def test_what_ended_lately_is_counted(signed_in: Any, lantern: SimpleNamespace, manager: User) -> None:
    today = market_day(datetime.now(UTC))
    lantern.qse.apply(status="qualified", status_on=today - 9 * DAY)
    lantern.re.apply(status="withdrawn", status_on=today - 31 * DAY)
    # Qualified from the official list: nobody brought it there lately.
    RegistrationFactory(participant=lantern.participant)
    assert signed_in(manager).get(reverse(BOARD)).context["ended"] == {"Qualified": 1, "Withdrawn": 0}


def moves(client: Client) -> list[str]:
    cards = client.get(f"{reverse(BOARD)}?manager=all").context["columns"][0][2]
    return [label for row in cards for label, _ in row.moves]


def test_a_card_offers_the_moves_that_one_may_make(
    signed_in: Any, underway: Registration, manager: User, colleague: User, supervisor: User, auditor: User
) -> None:
    assert moves(signed_in(manager)) == ["Application received", "Withdraw"]
    assert moves(signed_in(supervisor)) == ["Application received", "Withdraw"]
    assert moves(signed_in(colleague)) == moves(signed_in(auditor)) == []
    text = signed_in(manager).get(reverse(BOARD)).content.decode()
    assert reverse("participants:registration-receive", args=[underway.ref]) in text


@pytest.mark.parametrize(
    ("who", "address"), [("supervisor", ""), ("manager", "?manager=all&role=IMRE"), ("manager", "column")]
)
def test_it_costs_the_same_for_2_registrations_and_for_20(
    request: Any, signed_in: Any, manager: User, moment: datetime, who: str, address: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    column = address == "column"
    url = reverse("participants:pipeline-column", args=["prospective"]) if column else reverse(BOARD) + address

    def grow(count: int) -> list[str]:
        for _ in range(count):
            company = ParticipantFactory()
            AssignmentFactory(participant=company, person=manager)
            opened(applying(company), manager, moment)
            RegistrationFactory(participant=company, status="under_review")
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return [query["sql"] for query in captured.captured_queries]

    few, many = grow(2), grow(18)
    assert len(few) <= BUDGET, "\n".join(few)
    assert len(many) == len(few), "\n".join(many)
    assert ChecklistItem.objects.count() > 200
