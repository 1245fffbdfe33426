"""Doing without a mandatory item: one person asks with a reason, a second one with the right decides."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.checklist_items import close_round
from participants.actions.item_clocks import settle_clocks
from participants.actions.item_locks import locked_item, require_move
from participants.actions.item_news import tell_asker, tell_deciders, tell_participant
from participants.actions.shape import require_reason, require_shape
from participants.choices import ItemState, RoundOutcome, WaiverWish
from participants.models import ChecklistItem, Waiver
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

ASKED: Final = "Somebody has asked for this already; it waits for a decision."
DECIDED: Final = "This has been decided already."
NOT_APPLICABLE: Final = "It does not concern this registration."
WAIVED: Final = "The operator does without it."


@transaction.atomic
def ask_waiver(*, item: ChecklistItem, by: User, now: datetime, reason: str, wanted: str = WaiverWish.WAIVED) -> Waiver:
    """Ask to do without an item, or to find that it does not apply."""
    reason = require_reason(reason, at_least=10)
    item = locked_item(item)
    permissions.can_ask_waiver(by, item).enforce()
    waiver = Waiver(
        participant_id=item.participant_id, item=item, reason=reason, asked_by=by, asked_at=now, wanted=wanted
    )
    require_shape(waiver, "reason", "wanted")
    require_move(item, _becomes(wanted))
    with refusing({"waiver_one_open": ASKED}):
        waiver.save(force_insert=True)
    changes = {"item": ["", item.code], "wanted": ["", wanted]}
    trail.record("participants.waiver.asked", of=waiver, by=by, at=now, changes=changes, reason=reason)
    tell_deciders("waiver_asked", item, by=by, now=now)
    return waiver


@transaction.atomic
def grant_waiver(*, waiver: Waiver, by: User, now: datetime, decision: str = "") -> Waiver:
    """The second person agrees: the item is settled without its evidence."""
    item, waiver = _begin(waiver, by)
    becomes = _becomes(waiver.wanted)
    require_move(item, becomes)
    _decide(waiver, by, now, granted=True, decision=decision.strip())
    close_round(item, RoundOutcome.TAKEN_BACK, by=None, now=now)
    told = NOT_APPLICABLE if becomes == ItemState.NOT_APPLICABLE else WAIVED
    changes = item.apply(state=becomes, settled_at=now, reason=told)
    settle_clocks(item, by=by, now=now, shown=False)
    trail.record(
        "participants.waiver.granted", of=waiver, by=by, at=now, changes={"item": ["", item.code], **_state(changes)}
    )
    tell_asker("waiver_decided", item, waiver, by=by, now=now)
    tell_participant("accepted", item, by=by, now=now)
    return waiver


@transaction.atomic
def decline_waiver(*, waiver: Waiver, by: User, now: datetime, decision: str) -> Waiver:
    """The evidence is wanted after all, for a reason."""
    decision = require_reason(decision)
    item, waiver = _begin(waiver, by)
    _decide(waiver, by, now, granted=False, decision=decision)
    changes = {"item": ["", item.code]}
    trail.record("participants.waiver.declined", of=waiver, by=by, at=now, changes=changes, reason=decision)
    tell_asker("waiver_decided", item, waiver, by=by, now=now)
    return waiver


def _begin(waiver: Waiver, by: User) -> tuple[ChecklistItem, Waiver]:
    item = locked_item(waiver.item)
    waiver = Waiver.objects.lock(waiver.pk)
    waiver.item = item
    permissions.can_decide_waiver(by, waiver).enforce()
    if waiver.decided_at is not None:
        raise Refused(DECIDED)
    return item, waiver


def _decide(waiver: Waiver, by: User, now: datetime, *, granted: bool, decision: str) -> None:
    require_shape(Waiver(decision=decision), "decision")
    waiver.apply(granted=granted, decided_by_id=by.pk, decided_at=now, decision=decision)


def _becomes(wanted: str) -> str:
    return ItemState.NOT_APPLICABLE if wanted == WaiverWish.NOT_APPLICABLE else ItemState.WAIVED


def _state(changes: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in changes.items() if name == "state"}
