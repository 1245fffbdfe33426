"""The reviewers' queue: whose it is, in which order, what is blocked, and how many statements it takes."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.catalog import load_departments
from accounts.models import User
from participants.actions.checklist_items import submit_item
from participants.actions.waivers import ask_waiver
from participants.models import Checklist, ChecklistItem
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer
from participants.tests.factories import AssignmentFactory, ParticipantFactory
from participants.tests.views.checklist_pages import present, read, url
from portal.documents.tests.files import upload

MOST = 14
LIST = "/participants/reviews/"
HOUR = timedelta(hours=1)


@pytest.fixture
def when(db: None) -> datetime:
    now = present()
    load_departments(now=now)
    load_what_is_asked(now)
    return now


@pytest.fixture
def lanterns(lantern: SimpleNamespace, manager: User, when: datetime) -> Checklist:
    return opened(applying(lantern.participant), manager, when)


@pytest.fixture
def mesas(mesa: SimpleNamespace, senior: User, when: datetime) -> Checklist:
    return opened(applying(mesa.participant), senior, when)


def send(checklist: Checklist, code: str, by: User, at: datetime) -> ChecklistItem:
    values = {"duns": f"{checklist.pk:09}"} if code == "COM-02" else {}
    return submit_item(item=item(checklist, code), by=by, now=at, documents=[upload()], values=values)


def rows(client: Client, question: str = "") -> list[ChecklistItem]:
    answer = client.get(f"{LIST}?{question}")
    assert answer.status_code == 200
    return answer.context["page"].rows


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent"])
def test_participants_users_find_no_queue(request: Any, signed_in: Any, who: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(LIST).status_code == client.get(f"{LIST}waivers/").status_code == 404


def test_a_specialist_meets_the_own_department_the_longest_waiting_first(
    signed_in: Any, manager: User, senior: User, lanterns: Checklist, mesas: Checklist, when: datetime
) -> None:
    later = send(lanterns, "COM-02", manager, when)
    first = send(mesas, "COM-02", senior, when - 5 * HOUR)
    send(lanterns, "COM-01", manager, when)
    client = signed_in(reviewer("REG"))
    assert rows(client) == [first, later]
    assert {row.code for row in rows(client, "whose=all")} == {"COM-01", "COM-02"}
    assert [row.code for row in rows(client, "whose=CS")] == ["COM-01"]
    page = read(client, LIST)
    assert "/deadlines/" in page
    assert lanterns.participant.name in page


def test_what_waits_for_other_items_stands_apart_with_their_codes(
    signed_in: Any, manager: User, lanterns: Checklist, when: datetime
) -> None:
    send(lanterns, "COM-02", manager, when)
    early = send(lanterns, "COM-04", manager, when)
    client = signed_in(reviewer("REG"))
    assert early not in rows(client)
    assert rows(client, "view=blocked") == [early]
    assert "COM-02, COM-03" in read(client, f"{LIST}?view=blocked")


def test_an_account_manager_meets_the_own_participants(
    signed_in: Any, manager: User, senior: User, lanterns: Checklist, mesas: Checklist, when: datetime
) -> None:
    own, other = send(lanterns, "COM-02", manager, when), send(mesas, "COM-02", senior, when)
    assert rows(signed_in(manager)) == [own]
    assert set(rows(signed_in(manager), "whose=all")) == {own, other}


def test_a_supervisor_sees_all_and_filters(
    signed_in: Any, supervisor: User, manager: User, lanterns: Checklist, when: datetime
) -> None:
    send(lanterns, "COM-01", manager, when)
    send(lanterns, "COM-02", manager, when)
    client = signed_in(supervisor)
    assert len(rows(client)) == 2
    assert [row.code for row in rows(client, "whose=REG")] == ["COM-02"]
    assert [row.code for row in rows(client, "q=com-01")] == ["COM-01"]
    assert len(rows(client, "q=LANTERN")) == 2
    assert rows(client, "q=nothing") == []


def test_a_restricted_participant_is_reviewed_by_few(
    signed_in: Any, supervisor: User, manager: User, lanterns: Checklist, when: datetime
) -> None:
    send(lanterns, "COM-02", manager, when)
    type(lanterns.participant).objects.filter(pk=lanterns.participant_id).update(restricted=True, restricted_reason="x")
    assert rows(signed_in(reviewer("REG"))) == []
    assert len(rows(signed_in(supervisor))) == 1


def test_ended_registrations_leave_the_queue(
    signed_in: Any, supervisor: User, manager: User, lanterns: Checklist, when: datetime
) -> None:
    send(lanterns, "COM-02", manager, when)
    type(lanterns.registration).objects.filter(pk=lanterns.registration_id).update(status="withdrawn")
    assert rows(signed_in(supervisor)) == []


def test_waivers_are_shown_to_those_who_decide(
    signed_in: Any, supervisor: User, senior: User, manager: User, lanterns: Checklist, when: datetime
) -> None:
    row = send(lanterns, "COM-02", manager, when)
    ask_waiver(item=row, by=manager, now=when, reason="The regulator vouches for it")
    for person in (supervisor, senior):
        client = signed_in(person)
        assert "Waivers to decide" in read(client, LIST)
        assert "The regulator vouches for it" in read(client, url("waiver-list"))
    assert "Waivers to decide" not in read(signed_in(manager), LIST)
    assert signed_in(manager).get(url("waiver-list")).status_code == 403


def test_pages_follow_one_another(
    signed_in: Any, supervisor: User, manager: User, when: datetime, monkeypatch: Any
) -> None:
    monkeypatch.setattr("participants.views.desk.reviews.ReviewListView.page_size", 2)
    sent = []
    for number in range(5):
        company = ParticipantFactory()
        AssignmentFactory(participant=company, person=manager)
        sent.append(send(opened(applying(company), manager, when), "COM-02", manager, when + number * HOUR))
    client, seen, after = signed_in(supervisor), [], ""
    while True:
        page = client.get(f"{LIST}?after={after}").context["page"]
        seen += page.rows
        if not page.has_next:
            break
        after = page.last
    assert seen == sent


def test_the_home_of_a_specialist_counts_what_the_queue_shows(
    signed_in: Any, manager: User, lanterns: Checklist, when: datetime
) -> None:
    send(lanterns, "COM-02", manager, when)
    send(lanterns, "COM-04", manager, when)
    client = signed_in(reviewer("REG"))
    tiles = {tile.label: tile for tile in client.get("/").context["tiles"]}
    assert (tiles["To review"].value, tiles["Waiting for other items"].value) == ("1", "1")
    assert "COM-02" in read(client, tiles["To review"].url)


def test_an_auditor_has_no_tiles_of_reviews(signed_in: Any, auditor: User) -> None:
    assert signed_in(auditor).get("/").context["tiles"] == []


@pytest.mark.parametrize("question", ["whose=all", "view=blocked&whose=all", "view=late&whose=REG", "q=COM"])
def test_the_queue_costs_the_same_for_2_rows_and_for_8(
    signed_in: Any, supervisor: User, manager: User, when: datetime, question: str
) -> None:
    client = signed_in(supervisor)

    def grow(number: int) -> None:
        for _ in range(number):
            company = ParticipantFactory()
            AssignmentFactory(participant=company, person=manager)
            checklist = opened(applying(company), manager, when)
            send(checklist, "COM-02", manager, when)
            send(checklist, "COM-04", manager, when)
        ChecklistItem.objects.filter(code="COM-03").update(due_on=when.date() - 3 * timedelta(days=1))

    def statements() -> int:
        client.get(f"{LIST}?{question}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{LIST}?{question}")
        assert len(captured) <= MOST, "\n".join(query["sql"][:150] for query in captured.captured_queries)
        return len(captured)

    grow(2)
    few = statements()
    grow(6)
    assert statements() == few
