"""The desk's side of a change: taking it, returning, approving, declining, ticking its steps, notes."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import change_news as news
from participants import permissions
from participants.actions.change_effects import take_effect
from participants.actions.change_rows import (
    acknowledgment_of,
    guide_of,
    in_words,
    locked,
    pass_milestone,
    planned_day,
    require_move,
    write_comment,
)
from participants.actions.change_signing import unconfirmed
from participants.actions.changes import drop_what_it_proposed
from participants.actions.shape import require_reason, require_shape
from participants.choices import AcknowledgmentState, ChangeState
from participants.models import Change, ChangeNote, ChangeStep
from participants.rules.change_days import instant_of
from participants.rules.change_moves import STILL_OPEN
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NOT_IN_REVIEW: Final = "It is not in review."
TAKEN: Final = "You are reviewing it already."
DONE: Final = "This step is ticked already."
NOT_DONE: Final = "This step is not ticked."
OPEN_STEPS: Final = "Tick the steps first: {title} is open."
BY_ITSELF: Final = "It takes effect by itself on its day."
OVER: Final = "This change is over."


@transaction.atomic
def take_change(*, change: Change, by: User, now: datetime) -> Change:
    """Say that one is reviewing it."""
    change = locked(change)
    permissions.can_review_change(by, change).enforce()
    if change.state != ChangeState.IN_REVIEW:
        raise Refused(NOT_IN_REVIEW)
    if change.reviewer_id == by.pk:
        raise Refused(TAKEN)
    before = change.reviewer.name if change.reviewer_id else ""
    change.apply(reviewer_id=by.pk)
    change.reviewer = by
    trail.record("participants.change.taken", of=change, by=by, at=now, changes={"reviewer": [before, by.name]})
    return change


@transaction.atomic
def return_change(*, change: Change, by: User, now: datetime, reason: str) -> Change:
    """Something is missing or wrong: the participant writes it anew and signs again."""
    reason = require_reason(reason)
    change = locked(change)
    permissions.can_review_change(by, change).enforce()
    require_move(change, ChangeState.RETURNED)
    changes = change.apply(
        state=ChangeState.RETURNED, reviewer_id=by.pk, decided_at=now, effective_at=None, due_at=None, trouble=""
    )
    write_comment(change, by=by, now=now, text=reason)
    if guide_of(change).milestones:
        change.steps.update(done_at=None, done_by=None)
    told = {"state": in_words(changes["state"])}
    trail.record("participants.change.returned", of=change, by=by, at=now, changes=told, reason=reason)
    news.tell_participant("returned", change, now=now)
    return change


@transaction.atomic
def approve_change(*, change: Change, by: User, now: datetime) -> Change:
    """It takes effect at 00:00 Central of its day; at once where that has passed."""
    change = locked(change)
    permissions.can_review_change(by, change).enforce()
    require_move(change, ChangeState.APPROVED)
    _require_complete(change)
    found = planned_day(change, change.noticed_at, change.wanted_on)
    at = instant_of(found.day, now)
    by_hand = guide_of(change).by_hand
    changes = change.apply(
        state=ChangeState.APPROVED,
        reviewer_id=by.pk,
        decided_at=now,
        effective_on=market_day(at),
        effective_because=found.because,
        effective_at=at,
        due_at=None if by_hand else at,
    )
    pass_milestone(change, "approved", by=by, now=now)
    told = {"state": in_words(changes["state"]), "takes effect": ["", at.isoformat()]}
    trail.record("participants.change.approved", of=change, by=by, at=now, changes=told)
    news.tell_participant("approved", change, now=now)
    if not by_hand and at <= now:
        take_effect(change, now=now)
    return change


@transaction.atomic
def decline_change(*, change: Change, by: User, now: datetime, reason: str) -> Change:
    """It will not be done, for a reason the participant reads."""
    reason = require_reason(reason)
    change = locked(change)
    permissions.can_review_change(by, change).enforce()
    require_move(change, ChangeState.DECLINED)
    changes = change.apply(state=ChangeState.DECLINED, reviewer_id=by.pk, decided_at=now, ended_at=now)
    write_comment(change, by=by, now=now, text=reason)
    drop_what_it_proposed(change)
    told = {"state": in_words(changes["state"])}
    trail.record("participants.change.declined", of=change, by=by, at=now, changes=told, reason=reason)
    news.tell_participant("declined", change, now=now)
    return change


@transaction.atomic
def note_on_change(*, change: Change, by: User, now: datetime, text: str) -> Change:
    """For the staff only."""
    text = require_reason(text)
    change = locked(change)
    permissions.can_tick_steps(by, change).enforce()
    note = ChangeNote(change=change, participant=change.participant, author=by, text=text, written_at=now)
    note.save(force_insert=True)
    trail.record("participants.change.noted", of=change, by=by, at=now)
    return change


@transaction.atomic
def tick_step(*, change: Change, position: int, by: User, now: datetime, note: str = "") -> Change:
    """One step is done; the participant reads the note."""
    change, step = _step(change, position, by)
    if step.done_at is not None:
        raise Refused(DONE)
    note = " ".join(note.split())
    require_shape(ChangeStep(note=note), "note")
    step.apply(done_at=now, done_by_id=by.pk, note=note)
    trail.record("participants.change.step_done", of=change, by=by, at=now, changes={"step": ["", step.title]})
    return change


@transaction.atomic
def untick_step(*, change: Change, position: int, by: User, now: datetime) -> Change:
    """It was ticked by mistake."""
    change, step = _step(change, position, by)
    if step.done_at is None:
        raise Refused(NOT_DONE)
    step.apply(done_at=None, done_by_id=None)
    trail.record("participants.change.step_undone", of=change, by=by, at=now, changes={"step": [step.title, ""]})
    return change


@transaction.atomic
def complete_change(*, change: Change, by: User, now: datetime) -> Change:
    """What is run by hand is in effect once every step is ticked."""
    change = locked(change)
    permissions.can_review_change(by, change).enforce()
    require_move(change, ChangeState.IN_EFFECT)
    if not guide_of(change).by_hand:
        raise Refused(BY_ITSELF)
    open_step = change.steps.filter(done_at=None).first()
    if open_step is not None:
        raise Refused(OPEN_STEPS.format(title=f"“{open_step.title}”"))
    take_effect(change, now=now)
    return change


def _step(change: Change, position: int, by: User) -> tuple[Change, ChangeStep]:
    change = locked(change)
    permissions.can_tick_steps(by, change).enforce()
    if change.state not in STILL_OPEN:
        raise Refused(OVER)
    step = change.steps.select_for_update(of=("self",)).filter(position=position).first()
    if step is None:
        raise Refused("This procedure has no such step.")
    return change, step


def _require_complete(change: Change) -> None:
    """What approval waits for: the new person's confirmation, the new QSE's word."""
    if missing := unconfirmed(change):
        raise Refused(f"{missing[0]} has not confirmed the role yet; it is asked for in the portal.")
    acknowledgment = acknowledgment_of(change)
    if acknowledgment is None or acknowledgment.state == AcknowledgmentState.SIGNED:
        return
    if acknowledgment.state == AcknowledgmentState.REFUSED:
        raise Refused("The new QSE refused to represent: return or decline the change.")
    raise Refused("The new QSE has not acknowledged yet.")
