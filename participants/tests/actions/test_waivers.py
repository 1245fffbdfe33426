"""Doing without an item takes two people; the database insists on it as well."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from participants.actions.checklist_items import submit_item
from participants.actions.waivers import ask_waiver, decline_waiver, grant_waiver
from participants.checklists import obstacles
from participants.models import ChecklistItem, Waiver
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer, told
from participants.tests.actions.recorded import recorded
from portal.calendars.models import Clock
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused

pytestmark = pytest.mark.django_db

WHY = "The fee was paid with the application for the QSE."


@pytest.fixture
def row(lantern: SimpleNamespace, manager: User, now: datetime) -> ChecklistItem:
    load_what_is_asked(now)
    return item(opened(applying(lantern.participant), manager, now), "COM-05")


def test_a_second_person_grants_it(
    row: ChecklistItem, manager: User, supervisor: User, member: User, now: datetime
) -> None:
    waiver = ask_waiver(item=row, by=manager, now=now, reason=WHY)
    assert told("checklistitem.waiver_asked") == {supervisor.email}
    assert "COM-05" in {one.code for one in obstacles(row.checklist.registration)}
    grant_waiver(waiver=waiver, by=supervisor, now=now, decision="Agreed")
    row.refresh_from_db()
    assert (row.state, row.settled_at, row.reason) == ("waived", now, "The operator does without it.")
    assert "COM-05" not in {one.code for one in obstacles(row.checklist.registration)}
    assert recorded("waiver.granted").by == supervisor
    assert told("checklistitem.waiver_decided") == {manager.email}
    assert told("checklistitem.accepted") == {member.email}


def test_nobody_grants_the_own_wish(row: ChecklistItem, supervisor: User, now: datetime) -> None:
    waiver = ask_waiver(item=row, by=supervisor, now=now, reason=WHY)
    with pytest.raises(NotPermitted, match="a second person decides"):
        grant_waiver(waiver=waiver, by=supervisor, now=now)
    row.refresh_from_db()
    assert row.state == "not_started"


def test_the_database_refuses_one_person_twice(row: ChecklistItem, supervisor: User, now: datetime) -> None:
    waiver = ask_waiver(item=row, by=supervisor, now=now, reason=WHY)
    with pytest.raises(IntegrityError, match="waiver_by_two_people"), transaction.atomic():
        Waiver.objects.filter(pk=waiver.pk).update(granted=True, decided_by=supervisor, decided_at=now)


@pytest.mark.parametrize("persona", ["manager", "colleague", "specialist", "auditor", "member", "coordinator"])
def test_only_who_has_the_right_decides(persona: str, row: ChecklistItem, request: Any, senior: User, now: Any) -> None:
    waiver = ask_waiver(item=row, by=request.getfixturevalue("manager"), now=now, reason=WHY)
    with pytest.raises(NotPermitted):
        grant_waiver(waiver=waiver, by=request.getfixturevalue(persona), now=now)


@pytest.mark.parametrize("persona", ["colleague", "auditor", "member", "outsider"])
def test_only_who_works_on_it_asks(persona: str, row: ChecklistItem, request: Any, now: Any) -> None:
    with pytest.raises(Refused):
        ask_waiver(item=row, by=request.getfixturevalue(persona), now=now, reason=WHY)
    assert not Waiver.objects.exists()


def test_found_not_to_apply(row: ChecklistItem, manager: User, senior: User, now: datetime) -> None:
    waiver = ask_waiver(item=row, by=manager, now=now, reason=WHY, wanted="not_applicable")
    grant_waiver(waiver=waiver, by=senior, now=now)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("not_applicable", "It does not concern this registration.")


def test_declined_with_a_reason(row: ChecklistItem, manager: User, supervisor: User, now: datetime) -> None:
    waiver = ask_waiver(item=row, by=manager, now=now, reason=WHY)
    decline_waiver(waiver=waiver, by=supervisor, now=now, decision="The fee schedule asks for it.")
    row.refresh_from_db()
    assert row.state == "not_started"
    with pytest.raises(Refused, match="decided already"):
        grant_waiver(waiver=waiver, by=supervisor, now=now)
    ask_waiver(item=row, by=manager, now=now, reason="Paid by wire, see the new reference.")


def test_one_wish_at_a_time_and_none_for_what_is_settled(
    row: ChecklistItem, manager: User, supervisor: User, now: datetime
) -> None:
    waiver = ask_waiver(item=row, by=manager, now=now, reason=WHY)
    with pytest.raises(Refused, match="asked for this already"):
        ask_waiver(item=row, by=supervisor, now=now, reason=WHY)
    grant_waiver(waiver=waiver, by=supervisor, now=now)
    with pytest.raises(IllegalMove):
        ask_waiver(item=row, by=manager, now=now, reason=WHY)


def test_a_waiver_ends_the_review(row: ChecklistItem, manager: User, supervisor: User, now: datetime) -> None:
    reviewer("TRE")
    submit_item(item=row, by=manager, now=now, documents=[upload()], values={"payment": "ACH 1"})
    waiver = ask_waiver(item=row, by=manager, now=now, reason=WHY)
    grant_waiver(waiver=waiver, by=supervisor, now=now)
    assert Clock.objects.of(row).get().outcome == "canceled"
    assert row.rounds.get().outcome == "taken_back"
