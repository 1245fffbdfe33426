"""Whatever a page forgets to ask: inside the wall nobody judges, excuses or grants anything."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from accounts.models import User
from participants.actions.checklist_items import submit_item, take_back_item
from participants.actions.obligations import submit_obligation, take_back_submission
from participants.choices import ItemState, ObligationState
from participants.models import ChecklistItem, ExtensionRequest, ItemRound, Obligation, ObligationRound
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened
from participants.tests.actions.owing import SEASON, generated, load_obligations
from portal.documents.tests.files import upload
from portal.scoping import wall

pytestmark = pytest.mark.django_db


def refused(rows: Any, **values: Any) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        rows.update(**values)


def test_a_participant_sends_and_takes_back_an_item_and_never_settles_it(
    lantern: SimpleNamespace, supervisor: User, member: User, now: datetime
) -> None:
    load_what_is_asked(now)
    row = item(opened(applying(lantern.participant), supervisor, now), "COM-01")
    with wall.inside(member.acting_for):
        items = ChecklistItem.objects.filter(pk=row.pk)
        for state in set(ItemState) - {ItemState.SUBMITTED, ItemState.WAITING}:
            refused(items, state=state, settled_at=now, reason="Because")
        refused(items, settled_at=now)
        submit_item(item=row, by=member, now=now, documents=[upload()])
        rounds = ItemRound.objects.filter(item=row)
        refused(rounds, outcome="accepted", reviewed_at=now)
        refused(rounds, outcome="taken_back", reviewed_at=now, comment="Well done")
        given = {"participant_id": row.participant_id, "item": row, "number": 2, "submitted_at": now}
        for claim in ({"submitted_by": supervisor}, {"submitted_by": member, "by_operator": True}):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                ItemRound(**given, **claim, outcome="taken_back", reviewed_at=now).save(force_insert=True)
        take_back_item(item=row, by=member, now=now)
    assert item(row.checklist, "COM-01").state == ItemState.WAITING


def test_a_participant_hands_in_and_never_accepts_nor_grants(lantern: SimpleNamespace, member: User) -> None:
    load_obligations()
    generated("OB-DCAA")
    row = Obligation.objects.select_related("type").get(registration=lantern.qse, type__code="OB-DCAA")
    with wall.inside(member.acting_for):
        obligations = Obligation.objects.filter(pk=row.pk)
        for state in (ObligationState.ACCEPTED, ObligationState.EXCUSED, ObligationState.CANCELED):
            refused(obligations, state=state)
        submit_obligation(obligation=row, by=member, now=SEASON, uploads=[upload()])
        refused(ObligationRound.objects.filter(obligation=row), verdict="accepted", ended_at=SEASON, ended_by=member)
        asked = {
            "obligation": row,
            "participant_id": row.participant_id,
            "due_before": row.due_on,
            "until": date(2026, 12, 1),
            "plan": "Plan",
            "asked_at": SEASON,
            "asked_by": member,
        }
        granted = {"decision": "granted", "reason": "Fine", "decided_at": SEASON, "decided_by": member}
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            ExtensionRequest(**asked, **granted).save(force_insert=True)
        take_back_submission(obligation=row, by=member, now=SEASON)
