"""The own checklists cost few statements, and the same for 15 items and for 45."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.tests.actions.following_up import load_deadlines
from participants.tests.checklist_factories import (
    ChecklistItemFactory,
    FlightFactory,
    ItemEvidenceFactory,
    ItemRoundFactory,
)
from participants.tests.factories import RegistrationFactory
from portal.testing import furnish_checklist

# Session, person, memberships and the wall itself (on and off) are five of them.
BUDGETS = {"home": 12, "list": 9, "checklist": 13, "item": 14, "evidence": 7}
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@pytest.fixture
def sheet(lantern):
    load_deadlines(datetime.now(UTC))
    return furnish_checklist(lantern.qse, "lantern", 15)


def statements(client, url):
    """Of one page, the first visit's caches being warm."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(FRAME)]


def more(sheet):
    """30 more items in all states, further rounds with files, and two more checklists."""
    known = [one.code for one in sheet.items]
    for number in range(30):
        ChecklistItemFactory(
            checklist=sheet.checklist, state=("not_started", "waiting")[number % 2], waits_for=known[number % 3 :][:1]
        )
    sheet.checklist.flight = FlightFactory()
    sheet.checklist.save()
    for number in (2, 3, 4):
        row = ItemRoundFactory(item=sheet.item, number=number, outcome="taken_back", reviewed_at=datetime.now(UTC))
        ItemEvidenceFactory.create_batch(3, round=row)
    for _ in range(2):
        furnish_checklist(RegistrationFactory(participant=sheet.checklist.participant), "more", 5)


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_costs_the_same_for_15_items_and_for_45(page, signed_in, member, sheet):
    address = {
        "home": reverse("my-home"),
        "list": reverse("my-checklists"),
        "checklist": sheet.checklist.get_my_url(),
        "item": sheet.item.get_my_url(),
        "evidence": reverse("my-checklist-evidence", args=[sheet.evidence.ref]),
    }[page]
    client = signed_in(member)
    few = statements(client, address)
    assert len(few) <= BUDGETS[page], "\n".join(few)
    more(sheet)
    many = statements(client, address)
    assert len(many) == len(few), "\n".join(many)
