"""What moves a follow-up along: postponing it, waiting for the participant, finishing it. Its clock moves with it."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.follow_ups import ENDED, locked, open_clock, require_open
from participants.actions.shape import require_reason, require_shape
from participants.choices import FollowUpState
from participants.deadlines import due
from participants.models import FollowUp
from participants.rules.follow_up_days import Term
from participants.rules.follow_up_moves import MOVES
from portal.audit import trail
from portal.calendars.actions.clocks import change_target, pause_clock, restart_clock, resume_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

SAME_DAY = "It is due on that day already."
WAITING = "It waits for the participant: resume it with a new date instead."
NEEDS_DATE = "Its day has passed: give a new one."
FOR_NOTHING = "Say what it waits for."


@transaction.atomic
def postpone_follow_up(
    *,
    follow_up: FollowUp,
    by: User,
    now: datetime,
    reason: str,
    due_on: date | None = None,
    in_days: int | None = None,
) -> FollowUp:
    """Another working day, with the reason. That it was late before stays a fact of its clock."""
    term = Term(due_on, in_days)
    reason = require_reason(reason)
    follow_up = locked(follow_up)
    permissions.can_work_on(by, follow_up).enforce()
    require_open(follow_up)
    if follow_up.state == FollowUpState.WAITING:
        raise Refused(WAITING)
    changes = _move_to(follow_up, term, by=by, now=now, reason=reason)
    if not changes:
        raise Refused(SAME_DAY)
    trail.record("participants.followup.postponed", of=follow_up, by=by, at=now, changes=changes, reason=reason)
    return follow_up


@transaction.atomic
def wait_follow_up(*, follow_up: FollowUp, by: User, now: datetime, waiting_for: str) -> FollowUp:
    """Nothing can be done until the participant does something: the clock rests, and nobody is reminded."""
    waiting_for = " ".join(waiting_for.split())
    follow_up = _begin(follow_up, by, FollowUpState.WAITING)
    if not waiting_for:
        raise Refused(FOR_NOTHING)
    require_shape(FollowUp(waiting_for=waiting_for), "waiting_for")
    changes = follow_up.apply(state=FollowUpState.WAITING, waiting_for=waiting_for)
    pause_clock(clock=open_clock(follow_up), by=by, now=now, reason=f"Waiting for the participant: {waiting_for}"[:200])
    trail.record("participants.followup.paused", of=follow_up, by=by, at=now, changes=changes)
    return follow_up


@transaction.atomic
def resume_follow_up(
    *, follow_up: FollowUp, by: User, now: datetime, due_on: date | None = None, in_days: int | None = None
) -> FollowUp:
    """The waiting is over. Days that were waited do not count; a fixed day that passed needs a new one."""
    term = None if due_on is None and in_days is None else Term(due_on, in_days)
    follow_up = _begin(follow_up, by, FollowUpState.OPEN)
    before = follow_up.due_on
    changes = follow_up.apply(state=FollowUpState.OPEN, waiting_for="")
    clock = resume_clock(clock=open_clock(follow_up), by=by, now=now)
    if term is not None:
        _move_to(follow_up, term, by=by, now=now, reason="Resumed with a new date")
    elif clock.due_at <= now:
        raise Refused(NEEDS_DATE)
    else:
        follow_up.apply(due_on=market_day(clock.due_at))
    if follow_up.due_on != before:
        changes["due"] = [str(before), str(follow_up.due_on)]
    trail.record("participants.followup.resumed", of=follow_up, by=by, at=now, changes=changes)
    return follow_up


@transaction.atomic
def finish_follow_up(*, follow_up: FollowUp, by: User, now: datetime, outcome: str = "") -> FollowUp:
    """Done, with what came of it. The clock says whether in time."""
    outcome = outcome.strip()
    require_shape(FollowUp(outcome=outcome), "outcome")
    follow_up = _begin(follow_up, by, FollowUpState.DONE)
    changes = follow_up.apply(state=FollowUpState.DONE, waiting_for="", done_at=now, outcome=outcome)
    clock = stop_clock(clock=open_clock(follow_up), by=by, now=now)
    told = {"state": changes["state"], "deadline": ["", clock.get_outcome_display().lower()]}
    trail.record("participants.followup.done", of=follow_up, by=by, at=now, changes=told)
    return follow_up


@transaction.atomic
def cancel_follow_up(*, follow_up: FollowUp, by: User, now: datetime, reason: str) -> FollowUp:
    """No longer needed, for a reason. Its deadline is neither met nor missed."""
    reason = require_reason(reason)
    follow_up = _begin(follow_up, by, FollowUpState.CANCELED)
    changes = follow_up.apply(state=FollowUpState.CANCELED, waiting_for="", done_at=now, outcome=reason)
    stop_clock(clock=open_clock(follow_up), by=by, now=now, outcome=Outcome.CANCELED)
    told = {"state": changes["state"]}
    trail.record("participants.followup.canceled", of=follow_up, by=by, at=now, changes=told, reason=reason)
    return follow_up


def _begin(follow_up: FollowUp, by: User, state: str) -> FollowUp:
    """The first three steps of each move: lock, permit, require."""
    follow_up = locked(follow_up)
    permissions.can_work_on(by, follow_up).enforce()
    if not MOVES.after(follow_up.state):
        raise Refused(ENDED)
    MOVES.require(follow_up.state, state)
    return follow_up


def _move_to(follow_up: FollowUp, term: Term, *, by: User, now: datetime, reason: str) -> dict[str, list[str]]:
    """Another day for row and clock; nothing where it is the same day.

    What was late, or what people have been reminded of, begins a new cycle, so that the new day gets reminders of
    its own; the old one ends as missed or canceled.
    """
    found = due(term, now)
    clock = open_clock(follow_up)
    late = clock.due_at is not None and clock.due_at < now
    held = market_day(clock.due_at) if clock.due_at is not None else None
    if found.day == follow_up.due_on == held and not late:
        return {}
    reminded = clock.steps.filter(fired_at__isnull=False).exists()
    move = restart_clock if late or reminded else change_target
    # A number of Business Days counts from today, not from when the follow-up was added: so the day is fixed.
    move(clock=clock, by=by, now=now, reason=reason, fixed_day=term.day or found.day)
    return follow_up.apply(due_on=found.day) or {"due_on": [str(held), str(found.day)]}
