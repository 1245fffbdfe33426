"""What the actions on changes share: locks, the day a change is planned for, comments."""

from datetime import date, datetime

from accounts.models import User
from participants.actions.locks import lock_participant
from participants.choices import ChangeState
from participants.models import Acknowledgment, Change, ChangeComment
from participants.rules.change_days import Earliest, earliest, planned
from participants.rules.change_moves import MOVES
from participants.rules.changes import GUIDES, Guide
from portal.calendars import loading
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

OVER = "This change is over; begin a new one for what is left to change."


def guide_of(change: Change) -> Guide:
    return GUIDES[change.procedure.code]


def locked(change: Change) -> Change:
    """The change with its participant and procedure, the first two locked until the transaction ends."""
    participant = lock_participant(change.participant_id)
    with wall.as_operator("lock a change of the participant acted for"):
        row = Change.objects.lock(change.pk)
    if row.participant_id == participant.pk:
        row.participant = participant
    return row


def in_words(states: list[str]) -> list[str]:
    """Two states as the audit trail tells them."""
    return [ChangeState(state).label for state in states]


def pass_milestone(change: Change, name: str, *, by: User, now: datetime) -> None:
    """Steps that the portal sees by itself tick themselves. Call as the operator, under the change's lock."""
    positions = [place for place, passed in enumerate(guide_of(change).milestones, start=1) if passed == name]
    change.steps.filter(position__in=positions, done_at=None).update(done_at=now, done_by=by)


def require_move(change: Change, state: str) -> None:
    if not MOVES.after(change.state):
        raise Refused(OVER)
    MOVES.require(change.state, state)


def earliest_day(guide: Guide, lead: dict, notice: datetime) -> Earliest:
    """By the catalog's time rule where it is a notice; Business Days are counted by the deadline engine."""
    held = lead if guide.lead == "notice" else {}
    calendar = loading.current(held["calendar"])[1] if held.get("unit") == "day" else None
    return earliest(notice, held, calendar)


def planned_day(change: Change, notice: datetime, wanted: date | None) -> Earliest:
    return planned(earliest_day(guide_of(change), change.procedure.lead, notice), wanted)


def write_comment(change: Change, *, by: User, now: datetime, text: str) -> ChangeComment:
    """Call as the operator, once it is permitted."""
    comment = ChangeComment(
        change=change,
        participant=change.participant,
        round=change.round,
        author=by,
        author_name=by.name,
        by_staff=by.is_staff,
        text=text,
        written_at=now,
    )
    comment.save(force_insert=True)
    return comment


def acknowledgment_of(change: Change) -> Acknowledgment | None:
    return Acknowledgment.objects.filter(change=change).first()
