"""What the participant's side does with an item, and the account manager for it: asking, sending, taking back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.item_clocks import begin_review, drop_due, end_review
from participants.actions.item_locks import locked_item, require_move
from participants.actions.item_news import tell_participant, tell_reviewers
from participants.actions.shape import require_reason, require_shape
from participants.choices import ItemState, RoundOutcome
from participants.models import ChecklistItem, ItemEvidence, ItemRound
from participants.requirements import item_of
from participants.rules.requirements.asks import BadValue, clean_values
from portal.audit import trail
from portal.documents import storing
from portal.documents.choices import Place
from portal.documents.protection import place_of
from portal.lifecycle.refusals import Refused

MOST_FILES: Final = 10
LONGEST: Final = 4000
NOTHING_SENT: Final = "Add a file, fill in a field or leave a remark: something has to show that it is so."
MANDATORY: Final = "This item is mandatory: ask to do without it, and a second person decides."


@transaction.atomic
def ask_for_item(*, item: ChecklistItem, by: User, now: datetime, note: str = "") -> ChecklistItem:
    """It is the participant's turn: its people are told what is wanted, with the note."""
    item = locked_item(item)
    permissions.can_ask_participant(by, item).enforce()
    note = _text(note)
    if item.state != ItemState.NOT_STARTED:
        raise Refused(f"{item.code} is {item.get_state_display().lower()}; there is nothing to ask for.")
    require_move(item, ItemState.WAITING)
    changes = item.apply(state=ItemState.WAITING, reason=note[:1000])
    trail.record("participants.checklistitem.asked", of=item, by=by, at=now, changes=changes)
    tell_participant("asked", item, by=by, now=now)
    return item


@transaction.atomic
def submit_item(
    *,
    item: ChecklistItem,
    by: User,
    now: datetime,
    documents: Sequence[UploadedFile] = (),
    values: Mapping[str, Any] | None = None,
    remark: str = "",
) -> ChecklistItem:
    """Send evidence: files, the fields the item asks for, a remark. The reviewing department's time begins.

    Staff record what reached them another way; the round then says so.
    """
    item = locked_item(item)
    permissions.can_submit(by, item).enforce()
    require_move(item, ItemState.SUBMITTED)
    add_round(item, by=by, now=now, documents=documents, values=values or {}, remark=remark)
    begin_review(item, by=by, now=now)
    tell_reviewers("submitted", item, by=by, now=now)
    return item


@transaction.atomic
def take_back_item(*, item: ChecklistItem, by: User, now: datetime) -> ChecklistItem:
    """Evidence that nobody has taken up yet is taken back; the files stay in the round."""
    item = locked_item(item)
    permissions.can_submit(by, item).enforce()
    if item.state != ItemState.SUBMITTED:
        raise Refused("Only what nobody has taken up for review yet can be taken back.")
    close_round(item, RoundOutcome.TAKEN_BACK, by=None, now=now)
    changes = item.apply(state=ItemState.WAITING)
    end_review(item, by=by, now=now, canceled=True)
    trail.record("participants.checklistitem.taken_back", of=item, by=by, at=now, changes=changes)
    return item


@transaction.atomic
def exclude_item(*, item: ChecklistItem, by: User, now: datetime, reason: str) -> ChecklistItem:
    """An optional item that does not concern this registration. A mandatory one takes two people: see waivers."""
    reason = require_reason(reason)
    item = locked_item(item)
    permissions.can_ask_participant(by, item).enforce()
    if item.mandatory:
        raise Refused(MANDATORY)
    require_move(item, ItemState.NOT_APPLICABLE)
    close_round(item, RoundOutcome.TAKEN_BACK, by=None, now=now)
    changes = item.apply(state=ItemState.NOT_APPLICABLE, settled_at=now, reason=reason[:1000])
    drop_due(item, by=by, now=now, reason="Not applicable")
    end_review(item, by=by, now=now, canceled=True)
    trail.record("participants.checklistitem.excluded", of=item, by=by, at=now, changes=changes, reason=reason)
    return item


def add_round(
    item: ChecklistItem,
    *,
    by: User | None,
    now: datetime,
    documents: Sequence[Any],
    values: Mapping[str, Any],
    remark: str,
) -> ItemRound:
    """One round of evidence and the item's state with it; the item is locked, the move allowed."""
    remark = _text(remark)
    cleaned = _values(item, values)
    if len(documents) > MOST_FILES:
        raise Refused(f"At most {MOST_FILES} files at a time.")
    if not documents and not cleaned and not remark:
        raise Refused(NOTHING_SENT)
    registration_id = item.checklist.registration_id
    round_ = ItemRound(
        participant_id=item.participant_id,
        item=item,
        number=item.round + 1,
        submitted_at=now,
        submitted_by=by,
        by_operator=by is None or by.is_staff,
        remark=remark,
        values=cleaned,
    )
    round_.save(force_insert=True)
    owner = {"participant_id": item.participant_id, "registration_id": registration_id, "by": by, "now": now}
    place = place_of(item.requirement.reviewers, Place.ITEM)
    names = []
    for upload in documents:
        document = storing.store(upload=upload, place=place, **owner)
        ItemEvidence(participant_id=item.participant_id, round=round_, document=document).save(force_insert=True)
        names.append(document.name)
    changes = item.apply(
        state=ItemState.SUBMITTED, round=round_.number, values=item.values | cleaned, submitted_at=now, reason=""
    )
    told: dict[str, Any] = {"state": changes["state"], "round": ["", str(round_.number)]}
    if names:
        told["files"] = ["", ", ".join(names)]
    trail.record("participants.checklistitem.submitted", of=item, by=by, at=now, changes=told)
    return round_


def close_round(
    item: ChecklistItem, outcome: str, *, by: User | None, now: datetime, comment: str = "", department: str = ""
) -> ItemRound | None:
    """The open round ends with that outcome; None where there is none."""
    round_ = ItemRound.objects.filter(item=item, outcome="").first()
    if round_ is None:
        return None
    ended = {"outcome": outcome, "reviewed_at": now, "comment": comment}
    round_.apply(**ended | ({"reviewed_by_id": by.pk, "department": department} if by is not None else {}))
    return round_


def _values(item: ChecklistItem, values: Mapping[str, Any]) -> dict[str, str]:
    try:
        return clean_values(item_of(item.requirement).asks, item.values | dict(values))
    except BadValue as error:
        raise Refused(error.reason, code="bad_value") from error


def _text(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST:
        raise Refused(f"At most {LONGEST:,} characters.")
    require_shape(ItemRound(remark=text), "remark")
    return text
