"""A checklist moves with a joining, and comes back when that is undone, with what was sent and written since."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.actions.checklist_items import submit_item
from participants.actions.joinings import join_participants, undo_joining
from participants.actions.reviews import note_item
from participants.actions.waivers import ask_waiver
from participants.choices import ItemState
from participants.models import (
    Checklist,
    ItemEvidence,
    ItemRound,
    Registration,
    Requirement,
    ReviewNote,
    Waiver,
)
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, settle
from portal.calendars.models import Clock
from portal.documents.models import Document
from portal.documents.tests.files import upload
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db
PARTS = (ItemRound, ItemEvidence, ReviewNote, Waiver)


@pytest.fixture
def terms(lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime) -> dict[str, Any]:
    load_what_is_asked(now)
    return {
        "kept": lantern.participant,
        "absorbed": mesa.participant,
        "by": supervisor,
        "now": now,
        "reason": "One company",
    }


def test_what_was_sent_and_written_since_goes_back_with_the_registration(
    terms: dict[str, Any], mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    checklist = opened(applying(mesa.participant), supervisor, now)
    joining = join_participants(**terms)
    row = item(checklist, "COM-01")
    submit_item(item=row, by=supervisor, now=now, documents=[upload()])
    note_item(item=row, by=supervisor, now=now, text="Call the bank first")
    ask_waiver(item=row, by=supervisor, now=now, reason="Not needed for this one")
    undo_joining(joining=joining, by=supervisor, now=now, reason="By mistake")
    for model in PARTS:
        assert {one.participant_id for one in model.objects.all()} == {mesa.participant.pk}, model
    assert {one.participant_id for one in Document.objects.all()} == {mesa.participant.pk}
    assert {one.participant_id for one in Clock.objects.filter(subject_ref=row.ref)} == {mesa.participant.pk}
    assert {one.participant_id for one in Notification.objects.filter(about_ref=row.ref)} == {mesa.participant.pk}


def test_a_checklist_opened_since_goes_back_and_counts_on_its_own_evidence_only(
    terms: dict[str, Any], lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    shown = opened(applying(lantern.participant), supervisor, now)
    settle(shown, ["COM-01"], supervisor, now)
    Requirement.objects.filter(code="COM-01").update(reusable=True)
    theirs = applying(mesa.participant)
    joining = join_participants(**terms)
    checklist = opened(Registration.objects.get(pk=theirs.pk), supervisor, now, reuse=["COM-01"])
    assert item(checklist, "COM-01").state == ItemState.ACCEPTED
    undo_joining(joining=joining, by=supervisor, now=now, reason="By mistake")
    assert Checklist.objects.get(pk=checklist.pk).participant == mesa.participant
    assert set(checklist.items.values_list("participant", flat=True)) == {mesa.participant.pk}
    taken = item(checklist, "COM-01")
    assert (taken.state, taken.reused_from) == (ItemState.AT_RISK, None)
    assert item(shown, "COM-01").state == ItemState.ACCEPTED
