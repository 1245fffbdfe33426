"""The bookkeeping of a session's seats and waiting list: parts of actions, called under the session's lock.

The order of locks, kept by everything that writes enrollments: first the session, then participants (several in the
order of their keys), then enrollments. Never the other way round: whoever held a participant and waited for a session
would wait in a circle with whoever holds the session and writes steps of that participant's people, since a foreign
key looks at the participant's row as well.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from portal.audit import trail
from portal.lifecycle.bulk import update_many
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from training.choices import EnrollmentState
from training.models import CourseSession, Enrollment, EnrollmentStep
from training.rules.enrollment_moves import HOLDS_A_SEAT, LIVE, MOVES

ENDED = "This enrollment has ended: {state}."
LONGEST_REASON = EnrollmentStep._meta.get_field("reason").max_length


def lock_session(session_id: int) -> CourseSession:
    """The session with its course, locked until the transaction ends: the first lock of everything here.

    Inside the wall the operator's role takes the lock; what comes back is the announced session itself.
    """
    with wall.as_operator("lock a session"):
        return CourseSession.objects.select_related("course").lock(session_id)


def hold_participants(session: CourseSession) -> None:
    """Keep the companies of everybody live in a session as they are until the transaction ends, in one order.

    Held as foreign keys hold them, so enrollments of one company in several sessions do not wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM participants_participant WHERE id IN (SELECT participant_id FROM training_enrollment"
            " WHERE session_id = %s AND state = ANY(%s)) ORDER BY id FOR KEY SHARE",
            [session.pk, list(LIVE)],
        )


def locked(enrollment: Enrollment) -> Enrollment:
    """The enrollment as it is once its session is locked, with all that actions read of it."""
    session = lock_session(enrollment.session_id)
    with wall.as_operator("read an enrollment whose session is locked"):
        hold_participants(session)
        row = rows_of(session).get(pk=enrollment.pk)
    row.session = session
    return row


def rows_of(session: CourseSession) -> Any:
    """Enrollments of a session with the people whom news goes to."""
    return Enrollment.objects.filter(session=session).select_related(
        "participant", "contact__user", "group", "entered_by"
    )


def require_live(enrollment: Enrollment) -> None:
    if not enrollment.is_live:
        raise Refused(ENDED.format(state=enrollment.get_state_display().lower()))


def move(rows: Sequence[Enrollment], state: str, *, by: Any, now: datetime, reason: str, **columns: Any) -> None:
    """Bring enrollments into one state, each with a step that says why; three statements for any number.

    `columns` are further values, the same for all. The counters are brought up to date by `recount` afterwards.
    """
    for row in rows:
        MOVES.require(row.state, state)
    values = {"state": state, "offer_until": None, "ended_at": None if state in LIVE else now} | columns
    if state == EnrollmentState.SEATED:
        values["seated_at"] = now
    if state not in LIVE:
        values["reason"] = reason
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    update_many(Enrollment, list(values), rows)
    log(rows, by=by, now=now, reason=reason)


def log(rows: Sequence[Enrollment], *, by: Any, now: datetime, reason: str) -> None:
    """A step of each enrollment in its present state, and a line of the audit trail."""
    note(rows, by=by, now=now, reason=reason)
    told = {"session": ["", rows[0].session.ref]} if rows else {}
    events = [
        trail.build(f"training.enrollment.{row.state}", of=row, by=by, at=now, changes=told, reason=reason)
        for row in rows
    ]
    for event in events:
        event.acting_for_id = _acting_for(by)
    trail.record_many(events)


def _acting_for(by: Any) -> int | None:
    """For whom a participant's user acts: written as the operator, the trail would not know it by itself."""
    return by.acting_for.participant_id if by is not None and not by.is_staff and by.acting_for else None


def note(rows: Sequence[Enrollment], *, by: Any, now: datetime, reason: str) -> None:
    """A step of each enrollment that changes nothing but says why it stands where it stands."""
    EnrollmentStep.objects.bulk_create(
        EnrollmentStep(
            enrollment=row, participant_id=row.participant_id, state=row.state, at=now, by=by,
            reason=reason[:LONGEST_REASON],
        )
        for row in rows
    )  # fmt: skip


def draw_numbers(session: CourseSession, count: int) -> range:
    """The next numbers of the waiting list, never given out again."""
    first = session.last_queued + 1
    if count:
        session.apply(last_queued=session.last_queued + count)
    return range(first, first + count)


def recount(session: CourseSession) -> None:
    """Count seats and waiting people anew, so that the numbers on the session are true whatever happened."""
    counted = Enrollment.objects.filter(session=session).aggregate(
        seats_taken=Count("pk", filter=Q(state__in=HOLDS_A_SEAT)),
        waiting=Count("pk", filter=Q(state=EnrollmentState.WAITING)),
    )
    session.apply(**counted)
