"""Moving an improvement along: each move has its name, its guard and its step."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.improvements import add_step, require_no_names
from issues.choices.improvements import ImprovementState as S
from issues.models import Improvement, Measurement
from issues.rules.improvements import ENDED, MOVES
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.lifecycle.refusals import Denied, Refused
from portal.scoping.today import market_day

NOT_SUPERVISOR: Final = Denied("Only supervisors accept an improvement.")
NO_TARGET: Final = "Set a baseline and a target first: else nobody can say whether it got better."
NOTHING_CHANGED: Final = "Write down what was changed first, as a note of that kind."
NO_AFTER: Final = "Measure it once more first: nothing says what it is like afterwards."


@transaction.atomic
def accept_improvement(*, item: Improvement, by: User, now: datetime) -> Improvement:
    """It is worth doing, and can be measured: by a supervisor."""
    item = Improvement.objects.lock(item.pk)
    if not by.can("issues.oversee"):
        NOT_SUPERVISOR.enforce()
    return _move(item, S.ACCEPTED, by=by, now=now)


@transaction.atomic
def begin_improvement(*, item: Improvement, by: User, now: datetime) -> Improvement:
    """Work on it begins; from here on it has a baseline and a target."""
    item = _to_move(item, by)
    MOVES.require(item.state, S.UNDER_WAY)
    if item.baseline is None or item.target is None:
        raise Refused(NO_TARGET)
    return _move(item, S.UNDER_WAY, by=by, now=now)


@transaction.atomic
def measure_effect(*, item: Improvement, by: User, now: datetime) -> Improvement:
    """The change is made; what is measured from now on is the value afterwards."""
    item = _to_move(item, by)
    MOVES.require(item.state, S.MEASURING)
    if not item.notes.filter(kind="changed").exists():
        raise Refused(NOTHING_CHANGED)
    return _move(item, S.MEASURING, by=by, now=now)


@transaction.atomic
def go_on_improving(*, item: Improvement, by: User, now: datetime, reason: str) -> Improvement:
    """The effect is not enough: work goes on, with the reason."""
    item = _to_move(item, by)
    return _move(item, S.UNDER_WAY, by=by, now=now, reason=require_reason(reason))


@transaction.atomic
def close_improvement(
    *, item: Improvement, by: User, now: datetime, reason: str, after: Decimal | None = None
) -> Improvement:
    """Done, with the value afterwards (the last one measured, unless given) and what came of it."""
    reason = require_reason(reason)
    item = _to_move(item, by)
    MOVES.require(item.state, S.CLOSED)
    if after is not None:
        given = {"value": after, "by": by, "counted": False}
        Measurement.objects.update_or_create(item=item, on=market_day(now), defaults=given)
        item.apply(after=after, after_on=market_day(now))
    if item.after is None:
        raise Refused(NO_AFTER)
    return _move(item, S.CLOSED, by=by, now=now, reason=reason)


@transaction.atomic
def drop_improvement(*, item: Improvement, by: User, now: datetime, reason: str) -> Improvement:
    """It is not done, for a reason."""
    return _move(_to_move(item, by), S.DROPPED, by=by, now=now, reason=require_reason(reason))


@transaction.atomic
def propose_again(*, item: Improvement, by: User, now: datetime, reason: str) -> Improvement:
    """What was dropped is looked at again."""
    return _move(_to_move(item, by), S.PROPOSED, by=by, now=now, reason=require_reason(reason))


def _to_move(item: Improvement, by: User) -> Improvement:
    item = Improvement.objects.lock(item.pk)
    permissions.can_edit_improvement(by, item).enforce()
    return item


def _move(item: Improvement, state: str, *, by: User, now: datetime, reason: str = "") -> Improvement:
    MOVES.require(item.state, state)
    require_no_names(item, by, reason)
    changes: dict[str, Any] = item.apply(state=state, ended_at=now if state in ENDED else None)
    add_step(item, by=by, now=now, reason=reason)
    trail.record("issues.improvement.moved", of=item, by=by, at=now, changes=changes, reason=reason)
    return item
