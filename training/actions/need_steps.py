"""From the reviewed outline to the measured effect: sessions are scheduled and held, cases are counted again."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_shape
from portal.lifecycle.refusals import Refused
from training import need_news, permissions
from training.actions.needs import COUNTED, begin, count_again, record
from training.choices import NeedState, SessionState
from training.models import CourseSession, TrainingNeed
from training.rules.need_moves import MOVES, SCHEDULABLE
from training.rules.needs import Held, all_canceled, held_at, measured_from

NOT_REVIEWED = "The outline is reviewed before anything is scheduled."
OVER = "This session is over or canceled; choose one that is ahead."
LINKED = "This session answers the need already."
UNTOLD = "Say what came of it."
NO_COUNT = "Give the number of cases after the training, counted as before."


@transaction.atomic
def schedule_need(*, need: TrainingNeed, session: CourseSession, by: User, now: datetime) -> TrainingNeed:
    """A session answers the need; several may."""
    need = TrainingNeed.objects.lock(need.pk)
    permissions.can_schedule_need(by, need).enforce()
    if need.state not in SCHEDULABLE:
        raise Refused(NOT_REVIEWED if need.is_open and not need.held_at else "This need is past scheduling.")
    session = CourseSession.objects.lock(session.pk)
    if session.state not in (SessionState.DRAFT, SessionState.PUBLISHED) or session.ends_at <= now:
        raise Refused(OVER)
    if need.sessions.filter(pk=session.pk).exists():
        raise Refused(LINKED)
    need.sessions.add(session)
    changes = need.apply(state=NeedState.SCHEDULED, held_at=None, measure_at=None, changed_at=now)
    record("scheduled", need, by=by, now=now, changes=changes)
    need_news.tell_proposer("scheduled", need, by=by, now=now)
    return need


@transaction.atomic
def follow_sessions(*, need: TrainingNeed, now: datetime) -> bool:
    """Sweep: held once all sessions are over; to be scheduled again where all were canceled. Whether it moved."""
    need = TrainingNeed.objects.lock(need.pk)
    if need.state != NeedState.SCHEDULED:
        return False
    sessions = [Held(*told) for told in need.sessions.values_list("state", "ends_at")]
    if all_canceled(sessions):
        MOVES.require(need.state, NeedState.APPROVED)
        changes = need.apply(state=NeedState.APPROVED, changed_at=now)
        record("unscheduled", need, by=None, now=now, changes=changes)
        need_news.tell_approved(need, now=now)
        return True
    taught = held_at(sessions, now)
    if taught is None:
        return False
    MOVES.require(need.state, NeedState.HELD)
    changes = need.apply(state=NeedState.HELD, held_at=taught, measure_at=measured_from(taught)[1], changed_at=now)
    record("held", need, by=None, now=now, changes=changes)
    return True


@transaction.atomic
def measure(*, need: TrainingNeed, now: datetime) -> bool:
    """Sweep: ninety days after the last session the same cases are counted again. Whether it moved."""
    need = TrainingNeed.objects.lock(need.pk)
    if need.state != NeedState.HELD or need.measure_at > now:
        return False
    MOVES.require(need.state, NeedState.MEASURING)
    counted = count_again(need, *measured_from(need.held_at)) if need.is_counted else None
    changes = need.apply(state=NeedState.MEASURING, effect_count=counted, changed_at=now)
    record("measured", need, by=None, now=now, changes=changes)
    need_news.tell_designer("measured", need, now=now)
    return True


@transaction.atomic
def close_need(
    *, need: TrainingNeed, by: User, now: datetime, effect_note: str, effect_count: int | None = None
) -> TrainingNeed:
    """What came of it, in words; where a person counted the cases before, with the number after it as well."""
    need = begin(need, by, NeedState.CLOSED)
    effect_note = effect_note.strip()
    if not effect_note:
        raise Refused(UNTOLD)
    if need.effect_count is not None:
        if effect_count not in (None, need.effect_count):
            raise Refused(COUNTED)
        effect_count = need.effect_count
    if need.baseline_count is not None and effect_count is None:
        raise Refused(NO_COUNT)
    require_shape(TrainingNeed(effect_note=effect_note, effect_count=effect_count), "effect_note", "effect_count")
    changes = need.apply(
        state=NeedState.CLOSED, effect_note=effect_note, effect_count=effect_count, ended_at=now, changed_at=now
    )
    record("closed", need, by=by, now=now, changes=changes)
    need_news.tell_proposer("closed", need, by=by, now=now)
    return need
