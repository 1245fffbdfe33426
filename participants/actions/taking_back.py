"""Taking back a move that was just made: all of it is whose it was, as long as nothing was built on it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import hand_over_news as news
from participants import permissions
from participants.actions import hand_over_lines as lines
from participants.actions.coverage import close_covered
from participants.actions.locks import lock_participants
from participants.choices import HandOverState
from participants.models import Assignment, HandOver
from participants.rules.assigning import may_be_assigned, some_names
from participants.rules.hand_over_moves import MOVES, in_time, taken_back_until
from portal.audit import trail
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

REPLACED: Final = "participants.assignment.replaced"
TOO_LATE: Final = "It is too late to take this back: move the participants again instead."
EVERYTHING: Final = "This handed over everything a person held: hand it over again instead."
DECIDED: Final = "{name} has decided about promised days already: move the participants again instead."
UNABLE: Final = "{name} can no longer be responsible for a participant."
MOVED_SINCE: Final = "Somebody changed who is responsible since: {names}."


@transaction.atomic
def take_back_hand_over(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """Within two hours of the same day everything goes back: assignments, what went along, what came in meanwhile."""
    hand_over = (
        HandOver.objects.select_for_update(of=("self",)).select_related("person", "receiver").get(pk=hand_over.pk)
    )
    permissions.can_assign(by).enforce()
    _require_recent(hand_over, now)
    participants = list(hand_over.notes.order_by("participant_id").values_list("participant_id", flat=True))
    lock_participants(participants)
    held = _moved(hand_over, participants, now)
    Assignment.objects.filter(pk__in=[row.pk for row in held]).update(person=hand_over.person)
    for row in held:
        row.person = hand_over.person
    changes = {"person": [hand_over.receiver.name, hand_over.person.name]}
    trail.record_many(
        trail.build(REPLACED, of=row, by=by, at=now, changes=changes, reason="Taken back.") for row in held
    )
    lines.pass_back(hand_over, participants, by=by, now=now, for_good=True)
    hand_over.apply(state=HandOverState.CLOSED, closed_at=now)
    trail.record("participants.handover.taken_back", of=hand_over, by=by, at=now)
    close_covered(participants, by=by, now=now)
    news.tell_taken_back(hand_over, held, by=by, now=now)
    return hand_over


def _require_recent(hand_over: HandOver, now: datetime) -> None:
    until = taken_back_until(hand_over.kind, hand_over.state, hand_over.begun_at)
    if not in_time(until, hand_over.begun_at, now):
        raise Refused(TOO_LATE)
    MOVES.require(hand_over.state, HandOverState.CLOSED)
    if hand_over.whole:
        raise Refused(EVERYTHING)
    if hand_over.lines.exclude(choice="").exists():
        raise Refused(DECIDED.format(name=hand_over.receiver.name))
    if not may_be_assigned(hand_over.person.role, hand_over.person.is_active):
        raise Refused(UNABLE.format(name=hand_over.person.name))


def _moved(hand_over: HandOver, participants: list[int], now: datetime) -> list[Assignment]:
    """The assignments that changed hands with it, locked; refused where somebody changed one of them since."""
    events = AuditEvent.objects.filter(verb=REPLACED, participant_id__in=participants, at=hand_over.begun_at)
    refs = list(events.values_list("object_ref", flat=True))
    rows = Assignment.objects.filter(ref__in=refs).order_by("pk").select_for_update(of=("self",))
    held = list(rows.select_related("participant"))
    today = market_day(now)
    gone = [
        row.participant.name
        for row in held
        if row.person_id != hand_over.receiver_id or (row.ends_on is not None and row.ends_on < today)
    ]
    if gone or not held:
        raise Refused(MOVED_SINCE.format(names=some_names(gone) or "all of them"))
    return held
