"""What the reviewing department does with an item: taking it up, returning it, accepting it, reopening it."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.checklist_items import close_round
from participants.actions.item_clocks import end_review, settle_clocks
from participants.actions.item_locks import locked_item, require_move, require_ready
from participants.actions.item_news import tell_account_managers, tell_participant
from participants.actions.planning import plan_again
from participants.actions.registrations import fill_in
from participants.actions.shape import require_reason, require_shape
from participants.choices import AskKind, ItemState, RoundOutcome
from participants.evidence_bearers import bearer_of
from participants.models import ChecklistItem, ItemRound, ReviewNote
from participants.requirements import item_of
from participants.rules.checklist_moves import REVIEWABLE, SETTLED
from portal.audit import trail
from portal.lifecycle.refusals import IllegalMove, Refused
from portal.scoping.today import market_day

LONGEST: Final = 4000
OWN_RECORD: Final = "You recorded this evidence yourself for another department; somebody of that department judges it."
PAST: Final = "The evidence counts until a day that has passed already."


@transaction.atomic
def take_up_item(*, item: ChecklistItem, by: User, now: datetime) -> ChecklistItem:
    """The review begins; the participant sees that somebody is at it. Refused while it waits for other items."""
    item = locked_item(item)
    permissions.can_review(by, item).enforce()
    require_move(item, ItemState.IN_REVIEW)
    require_ready(item)
    changes = item.apply(state=ItemState.IN_REVIEW)
    trail.record("participants.checklistitem.taken_up", of=item, by=by, at=now, changes=changes)
    return item


@transaction.atomic
def return_item(*, item: ChecklistItem, by: User, now: datetime, comment: str) -> ChecklistItem:
    """Not good enough, with the reason, which the participant reads."""
    comment = _comment(require_reason(comment))
    item = locked_item(item)
    permissions.can_review(by, item).enforce()
    _require_with_department(item, ItemState.RETURNED)
    close_round(item, RoundOutcome.RETURNED, by=by, now=now, comment=comment, department=_department(by, item))
    changes = item.apply(state=ItemState.RETURNED)
    end_review(item, by=by, now=now)
    trail.record("participants.checklistitem.returned", of=item, by=by, at=now, changes=changes, reason=comment)
    tell_participant("returned", item, by=by, now=now)
    tell_account_managers("returned", item, by=by, now=now)
    return item


@transaction.atomic
def accept_item(
    *, item: ChecklistItem, by: User, now: datetime, comment: str = "", expires_on: date | None = None
) -> ChecklistItem:
    """The evidence will do, until `expires_on` where it lapses. Refused while it waits for other items.

    Fields that belong to the registration (its DUNS, the agreement's day) are written there.
    """
    comment = _comment(comment.strip())
    item = locked_item(item)
    permissions.can_review(by, item).enforce()
    _require_with_department(item, ItemState.ACCEPTED)
    require_ready(item)
    round_ = ItemRound.objects.get(item=item, outcome="")
    department = _department(by, item)
    if round_.submitted_by_id == by.pk and not department:
        raise Refused(OWN_RECORD)
    if expires_on is not None and expires_on < market_day(now):
        raise Refused(PAST)
    # What the operator recorded of certificates while the item still waited for others keeps their holder and end.
    bearer = bearer_of(item, market_day(now)) if round_.by_operator else None
    if bearer is not None:
        ends = [day for day in (expires_on, bearer.expires_on) if day is not None]
        expires_on = min(ends, default=None)
    accept_round(
        item,
        by=by,
        now=now,
        comment=comment,
        department=department,
        expires_on=expires_on,
        holder_id=bearer.holder_id if bearer is not None else None,
    )
    tell_participant("accepted", item, by=by, now=now)
    return item


def accept_round(
    item: ChecklistItem,
    *,
    by: User | None,
    now: datetime,
    comment: str = "",
    department: str = "",
    expires_on: date | None = None,
    holder_id: int | None = None,
) -> None:
    """The open round and the item are accepted; the item is locked, everything asked for."""
    close_round(item, RoundOutcome.ACCEPTED, by=by, now=now, comment=comment, department=department)
    changes = item.apply(
        state=ItemState.ACCEPTED,
        settled_at=now,
        evidence_expires_on=expires_on,
        holder_id=holder_id,
        reason="",
    )
    changes.pop("settled_at", None)
    changes.pop("holder_id", None)
    settle_clocks(item, by=by, now=now, shown=True)
    filled = {ask.sets: item.values.get(ask.name, "") for ask in item_of(item.requirement).asks if ask.sets in SETTABLE}
    filled = {name: value for name, value in filled.items() if value}
    if filled:
        fill_in(registration=item.checklist.registration, by=by, now=now, **_typed(item, filled))
    trail.record("participants.checklistitem.accepted", of=item, by=by, at=now, changes=changes, reason=comment)


@transaction.atomic
def reopen_item(*, item: ChecklistItem, by: User, now: datetime, reason: str) -> ChecklistItem:
    """What was settled is asked for again, for a reason the participant reads."""
    reason = _comment(require_reason(reason))
    item = locked_item(item)
    permissions.can_review(by, item).enforce()
    if item.state not in SETTLED:
        raise Refused(f"{item.code} is open already.")
    require_move(item, ItemState.WAITING)
    changes = item.apply(state=ItemState.WAITING, settled_at=None, evidence_expires_on=None, reason=reason[:1000])
    changes.pop("settled_at", None)
    plan_again(item, by=by, now=now)
    trail.record("participants.checklistitem.reopened", of=item, by=by, at=now, changes=changes, reason=reason)
    tell_participant("asked", item, by=by, now=now)
    return item


@transaction.atomic
def note_item(*, item: ChecklistItem, by: User, now: datetime, text: str) -> ReviewNote:
    """A note for the staff; the participant never reads it, nor does the audit trail hold its text."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Refused(f"A note has between one and {LONGEST:,} characters.")
    item = locked_item(item)
    permissions.can_note(by, item).enforce()
    note = ReviewNote(participant_id=item.participant_id, item=item, text=text, written_by=by, written_at=now)
    require_shape(note, "text")
    note.save(force_insert=True)
    return note


def _require_with_department(item: ChecklistItem, state: str) -> None:
    if item.state not in REVIEWABLE:
        words = f"{item.code} is {item.get_state_display().lower()}: no evidence of it waits for a review."
        raise IllegalMove(str(item.state), str(state), words)
    require_move(item, state)


def _department(by: User, item: ChecklistItem) -> str:
    """The reviewing department in whose name the person judges; empty for a supervisor who steps in."""
    reviewers = item.requirement.reviewers
    own = permissions.department_of(by)
    if own in reviewers:
        return own
    edits = by.can("participants.edit_assigned") and permissions.CLIENT_SERVICES in reviewers
    return permissions.CLIENT_SERVICES if edits else ""


def _comment(text: str) -> str:
    if len(text) > LONGEST:
        raise Refused(f"At most {LONGEST:,} characters.")
    require_shape(ItemRound(comment=text), "comment")
    return text


SETTABLE: Final = frozenset({"duns", "short_name", "agreement_date"})


def _typed(item: ChecklistItem, filled: dict[str, str]) -> dict[str, Any]:
    """Stored texts as the registration's own types."""
    dates = {ask.sets for ask in item_of(item.requirement).asks if ask.kind == AskKind.DATE}
    return {name: date.fromisoformat(value) if name in dates else value for name, value in filled.items()}
