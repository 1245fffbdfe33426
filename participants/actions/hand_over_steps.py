"""A hand-over begins on its first day and comes back after its last; two workers at once do each of it once.

Everything is done under the hand-over's lock, after its state was looked at again.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from participants import hand_over_news as news
from participants import handing_over
from participants.actions import hand_over_days as days
from participants.actions import hand_over_lines as lines
from participants.actions.assignments_in_bulk import take_over
from participants.actions.complexity import record_as_prepared
from participants.actions.locks import lock_participants
from participants.choices import HandOverKind, HandOverState
from participants.models import HandOver, Participant
from participants.permissions.handing_over import may_begin
from participants.rules.assigning import may_be_assigned
from participants.rules.hand_over_moves import MOVES
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)

FAULT: Final = "The portal met a fault of its own; it tries again."
UNABLE: Final = "{name} can no longer be responsible for a participant."
NOTHING_LEFT: Final = "{name} looks after none of these participants any more: call it off."
CALLED_OFF: Final = "The absence was called off."
AT_ONCE: Final = 200

Step = Callable[[HandOver, datetime], None]


def go_on(*, now: datetime) -> int:
    """Sweep: what begins today, what is over, and what changed with its absence; returns how many went on."""
    today = market_day(now)
    changed = sum(_claimed(HandOver.objects.of_changed_absences(), _follow_absence, now))
    begun = sum(_claimed(HandOver.objects.to_begin(today), _begin, now))
    return changed + begun + sum(_claimed(HandOver.objects.to_return(today), _bring_back, now))


def begin(hand_over: HandOver, *, by: User | None, now: datetime) -> HandOver:
    """The first day has come: lines as they are, then responsibility and work as the kind of it says."""
    MOVES.require(hand_over.state, HandOverState.RUNNING)
    may_begin(hand_over).enforce()
    if not may_be_assigned(hand_over.receiver.role, hand_over.receiver.is_active):
        raise Refused(UNABLE.format(name=hand_over.receiver.name))
    participants = lines.still_held(hand_over)
    if not participants:
        raise Refused(NOTHING_LEFT.format(name=hand_over.person.name))
    lock_participants(participants)
    count = lines.write_lines(hand_over, participants, now=now)
    marks = {source.key: source.mark() for source in handing_over.sources()}
    hand_over.apply(state=HandOverState.RUNNING, begun_at=now, marks=marks, trouble="")
    held, lent = [], []
    if hand_over.kind == HandOverKind.PERMANENT:
        chosen = None if hand_over.whole else list(Participant.objects.filter(pk__in=participants))
        given = {"person": hand_over.person, "successor": hand_over.receiver, "participants": chosen}
        held = take_over(**given, by=by, now=now)
    elif hand_over.kind == HandOverKind.TEMPORARY:
        lent = days.lend(hand_over, participants, by=by, now=now, today=market_day(now))
    record_as_prepared(hand_over, [*held, *lent], by=by, now=now)
    if hand_over.kind != HandOverKind.ABSENCE:
        for_good = hand_over.kind == HandOverKind.PERMANENT
        lines.pass_on(hand_over, participants, by=by, now=now, for_good=for_good)
    trail.record("participants.handover.begun", of=hand_over, by=by, at=now)
    news.tell_begun(hand_over, len(participants), count, by=by, now=now)
    news.tell_participants(hand_over, held, now=now)
    return hand_over


def bring_back(hand_over: HandOver, *, by: User | None, now: datetime) -> HandOver:
    """Everything comes back by itself, with a summary of what happened meanwhile."""
    MOVES.require(hand_over.state, HandOverState.RETURNED)
    participants = lines.participants_of(hand_over)
    lock_participants(participants)
    today = market_day(now)
    if hand_over.kind == HandOverKind.TEMPORARY and hand_over.ends_on >= today:
        days.take_back(hand_over, participants, by=by, now=now, today=today)
    lines.pass_back(hand_over, participants, by=by, now=now)
    figures = lines.sum_up(hand_over, participants)
    hand_over.apply(state=HandOverState.RETURNED, returned_at=now, trouble="")
    trail.record("participants.handover.returned", of=hand_over, by=by, at=now)
    news.tell_returned(hand_over, figures, by=by, now=now)
    return hand_over


def call_off(hand_over: HandOver, *, by: User | None, now: datetime, reason: str = "") -> HandOver:
    """It was prepared and does not take place."""
    MOVES.require(hand_over.state, HandOverState.CLOSED)
    hand_over.apply(state=HandOverState.CLOSED, closed_at=now)
    trail.record("participants.handover.called_off", of=hand_over, by=by, at=now, reason=reason)
    news.tell_called_off(hand_over, by=by, now=now)
    return hand_over


def _begin(hand_over: HandOver, now: datetime) -> None:
    begin(hand_over, by=None, now=now)


def _bring_back(hand_over: HandOver, now: datetime) -> None:
    bring_back(hand_over, by=None, now=now)


def _follow_absence(hand_over: HandOver, now: datetime) -> None:
    """The absence was called off, or ended on another day: so does what was prepared for it."""
    if hand_over.absence is not None:
        hand_over.apply(ends_on=hand_over.absence.ends_on)
    elif hand_over.state == HandOverState.PREPARED:
        call_off(hand_over, by=None, now=now, reason=CALLED_OFF)
    else:
        bring_back(hand_over, by=None, now=now)


def _claimed(due: QuerySet, step: Step, now: datetime) -> list[bool]:
    """Each in a transaction of its own: claim, look again, act. One that can't go on keeps no other from its turn."""
    return [_one(due, pk, step, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])]


@transaction.atomic
def _one(due: QuerySet, pk: int, step: Step, now: datetime) -> bool:
    rows = due.filter(pk=pk).select_for_update(skip_locked=True, of=("self",))
    hand_over = rows.select_related("person", "receiver", "absence", "prepared_by").first()
    if hand_over is None:
        return False
    try:
        with transaction.atomic():
            step(hand_over, now)
    except Refused as refusal:
        _hindered(pk, refusal.reason, now)
        return False
    except Exception:
        logger.exception("The hand-over %s could not go on.", hand_over.ref)
        _hindered(pk, FAULT, now)
        return False
    return True


def _hindered(pk: int, reason: str, now: datetime) -> None:
    """What stands in the way is told once; the sweep tries again."""
    hand_over = HandOver.objects.select_related("prepared_by").get(pk=pk)
    if hand_over.apply(trouble=reason[:500]):
        trail.record("participants.handover.hindered", of=hand_over, by=None, at=now, reason=reason[:500])
        news.tell_hindered(hand_over, now=now)
