"""Reminding people with a seat before a session begins."""

import logging
from datetime import datetime

from django.db import transaction

from training import enrollment_news as news
from training.actions import session_rows as rows
from training.actions.seats import lock_session, rows_of
from training.choices import EnrollmentState, SessionState
from training.models import CourseSession

logger = logging.getLogger(__name__)


def remind(*, now: datetime) -> int:
    """Sweep: remind of every session whose time for it has come; returns how many sessions."""
    due = CourseSession.objects.published().filter(remind_at__lte=now)
    reminded = 0
    for session_id in list(due.order_by("remind_at", "pk").values_list("pk", flat=True)):
        try:
            reminded += _remind(session_id, now)
        except Exception:
            logger.exception("People of a session could not be reminded; the next sweep tries again.")
    return reminded


@transaction.atomic
def _remind(session_id: int, now: datetime) -> bool:
    """Claimed under the session's lock; what came too late because the portal was down is left out."""
    session = lock_session(session_id)
    planned = session.remind_at
    if session.state != SessionState.PUBLISHED or planned is None or planned > now:
        return False
    session.apply(remind_at=rows.time_reminder(session, now))
    if session.starts_at > now:
        people = list(rows_of(session).filter(state=EnrollmentState.SEATED))
        news.tell("ahead", people, by=None, now=now, once=planned.isoformat())
    return True
