"""What a successor decides about the days that somebody else had promised: they stay, or become others."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import handing_over, permissions
from participants.actions.shape import require_reason
from participants.choices import DateChoice, HandOverKind, HandOverState
from participants.models import HandOver, HandOverLine
from portal.audit import trail
from portal.lifecycle.refusals import Refused

NOTHING: Final = "There is nothing to decide about this day."
DECIDED: Final = "This was decided already."
FIXED: Final = "This day follows from the market's rules and stays."
GONE: Final = "This is done or no longer there; its day stays as it was."


@transaction.atomic
def keep_date(*, line: HandOverLine, by: User, now: datetime, reason: str = "") -> HandOverLine:
    """The successor stands by the day."""
    line = _begin(line, by)
    line.apply(choice=DateChoice.KEPT, chosen_at=now, chosen_by=by, reason=reason.strip()[:1000])
    _record("date_kept", line, by=by, now=now, changes={}, reason=line.reason)
    return line


@transaction.atomic
def move_date(*, line: HandOverLine, by: User, now: datetime, due_on: date, reason: str) -> HandOverLine:
    """Another day, which the successor can keep. Old and new stand beside each other, and are told where it matters."""
    reason = require_reason(reason)
    line = _begin(line, by)
    source = handing_over.source(line.source)
    if source is None or source.replan is None:
        raise Refused(FIXED)
    now_is = source.as_they_are([line.subject_ref]).get(line.subject_ref)
    if now_is is None or not now_is.is_open:
        raise Refused(GONE)
    moved = source.replan(line.subject_ref, day=due_on, by=by, now=now, reason=reason)
    line.apply(choice=DateChoice.MOVED, new_due=moved.due_on, chosen_at=now, chosen_by=by, reason=reason[:1000])
    changes = {"due": [str(line.due_on), str(moved.due_on)]}
    _record("date_moved", line, by=by, now=now, changes=changes, reason=reason)
    return line


def _begin(line: HandOverLine, by: User) -> HandOverLine:
    rows = HandOver.objects.select_for_update(of=("self",)).select_related("person", "receiver")
    hand_over = rows.get(pk=line.hand_over_id)
    permissions.can_decide_dates(by, hand_over).enforce()
    line = HandOverLine.objects.lock(line.pk)
    line.hand_over = hand_over
    if hand_over.kind != HandOverKind.PERMANENT or hand_over.state != HandOverState.RUNNING or line.due_on is None:
        raise Refused(NOTHING)
    if line.choice:
        raise Refused(DECIDED)
    return line


def _record(
    verb: str, line: HandOverLine, *, by: User, now: datetime, changes: dict[str, list[str]], reason: str
) -> None:
    kind = f"participants.handover.{verb}"
    given = {"participant_id": line.participant_id, "changes": changes, "reason": reason}
    trail.record(kind, of=line, by=by, at=now, **given)
