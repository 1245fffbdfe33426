"""How sessions end: canceled for a reason, or over; with them end the places of those who did not sit."""

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import Refused
from training import enrollment_news as news
from training import permissions
from training.actions import offer_clocks
from training.actions.seats import hold_participants, lock_session, move, recount, rows_of
from training.choices import EnrollmentState, SessionState
from training.models import CourseSession
from training.rules.enrollment_moves import LIVE
from training.rules.session_moves import MOVES

logger = logging.getLogger(__name__)

ENDED: Final = "This session is over or was canceled already."
NOT_OVER: Final = "This session is not over yet."
CANCELED: Final = "The session was canceled: {reason}"
NO_SEAT: Final = "The session took place; no seat became free."
# A day in which attendance can be entered before the sweep looks.
LEFT_OPEN: Final = timedelta(days=1)
NOT_SEATED: Final = tuple(state for state in LIVE if state != EnrollmentState.SEATED)


@transaction.atomic
def cancel_session(*, session: CourseSession, by: User, now: datetime, reason: str) -> CourseSession:
    """It does not take place, for a reason that everybody enrolled or waiting is told."""
    reason = require_reason(reason)
    session = lock_session(session.pk)
    permissions.can_manage_training(by).enforce()
    if not MOVES.after(session.state):
        raise Refused(ENDED)
    MOVES.require(session.state, SessionState.CANCELED)
    hold_participants(session)
    changes = session.apply(state=SessionState.CANCELED, ended_at=now, cancel_reason=reason, remind_at=None)
    _end(session, LIVE, by=by, now=now, reason=CANCELED.format(reason=reason))
    told = {"state": changes["state"]}
    trail.record("training.session.canceled", of=session, by=by, at=now, changes=told, reason=reason)
    return session


@transaction.atomic
def finish_session(*, session: CourseSession, by: User | None, now: datetime) -> CourseSession:
    """It took place. Who had a seat keeps it, as the ground of attendance; who still waited is told that it is over.

    `by` None is the portal itself, a day after the end.
    """
    session = lock_session(session.pk)
    if by is not None:
        permissions.can_manage_training(by).enforce()
    MOVES.require(session.state, SessionState.FINISHED)
    if session.ends_at > now:
        raise Refused(NOT_OVER)
    hold_participants(session)
    changes = session.apply(state=SessionState.FINISHED, ended_at=now, remind_at=None)
    _end(session, NOT_SEATED, by=by, now=now, reason=NO_SEAT)
    told = {"state": changes["state"]}
    trail.record("training.session.finished", of=session, by=by, at=now, changes=told)
    return session


def finish_sessions(*, now: datetime) -> int:
    """Sweep: sessions that ended a day ago are over; returns how many."""
    over = CourseSession.objects.published().filter(ends_at__lte=now - LEFT_OPEN)
    finished = 0
    for session in list(over.order_by("ends_at", "pk")):
        try:
            finished += _finish_once(session, now)
        except Exception:
            logger.exception("%s could not be finished; the next sweep tries again.", session.ref)
    return finished


@transaction.atomic
def _finish_once(session: CourseSession, now: datetime) -> bool:
    if lock_session(session.pk).state != SessionState.PUBLISHED:
        return False
    finish_session(session=session, by=None, now=now)
    return True


def _end(session: CourseSession, states: tuple[str, ...], *, by: Any, now: datetime, reason: str) -> None:
    """End the places of everybody in these states, and tell them; the same few statements for any number."""
    people = list(rows_of(session).filter(state__in=states).order_by("pk"))
    if not people:
        return
    for row in people:
        row.session = session
    offered = [row for row in people if row.state == EnrollmentState.OFFERED]
    offer_clocks.stop(offered, by=by, now=now, outcome=Outcome.CANCELED)
    move(people, EnrollmentState.CANCELED, by=by, now=now, reason=reason)
    news.tell("canceled", people, by=None, now=now)
    recount(session)
