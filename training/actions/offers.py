"""The waiting list at work: seats that became free are offered to the next ones, who take or leave them.

A seat that is offered is held. An offer lasts for eight business hours (`rules.offer_terms`); too close to the start
the seat is given at once. Groups that want to sit together are offered seats all at once (`rules.offering`); each of
their people then answers for oneself.
"""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_reason
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from training import enrollment_news as news
from training import permissions
from training.actions import offer_clocks
from training.actions.seats import hold_participants, lock_session, locked, move, note, recount, rows_of
from training.choices import EnrollmentState, SessionState
from training.models import CourseSession, Enrollment
from training.rules import offering
from training.rules.enrolling import Session
from training.rules.offering import Unit

logger = logging.getLogger(__name__)

NOT_OFFERED: Final = "No seat is offered at the moment."
EXPIRED: Final = "This offer has expired; the seat goes to the next one in line."
NEXT: Final = "A seat became free and you are next in line."
AT_ONCE: Final = "A seat became free close to the start: it was given at once."
TAKEN: Final = "The offered seat was accepted."
LEFT: Final = "The offered seat was not wanted."
LAPSED: Final = "The offer was not answered in time."
PASSED: Final = "{size} seats are wanted together and too few were free; {gone} of at most {most} went past so far."


@transaction.atomic
def make_offers(*, session: CourseSession, now: datetime, by: User | None = None) -> int:
    """Offer free seats to the next ones in line; returns how many people were offered or given one.

    Without `by` it is the portal itself, whose sweep looks wherever seats are free and people wait.
    """
    session = lock_session(session.pk)
    if by is not None:
        permissions.can_manage_training(by).enforce()
    hold_participants(session)
    return fill(session, now=now)


@transaction.atomic
def accept_offer(*, enrollment: Enrollment, by: User, now: datetime) -> Enrollment:
    """Take the offered seat; up to and including the last instant of the offer."""
    enrollment = _offered(enrollment, by, now)
    with wall.as_operator("seat a person who accepts an offer"):
        offer_clocks.stop([enrollment], by=by, now=now)
        move([enrollment], EnrollmentState.SEATED, by=by, now=now, reason=TAKEN)
        recount(enrollment.session)
        news.tell("seated", [enrollment], by=by, now=now)
    return enrollment


@transaction.atomic
def decline_offer(*, enrollment: Enrollment, by: User, now: datetime, reason: str = "") -> Enrollment:
    """Leave the offered seat to the next one in line."""
    why = require_reason(reason) if reason.strip() else LEFT
    enrollment = _offered(enrollment, by, now)
    with wall.as_operator("offer a seat that was not wanted to the next in line"):
        offer_clocks.stop([enrollment], by=by, now=now, outcome=Outcome.CANCELED)
        move([enrollment], EnrollmentState.WITHDRAWN, by=by, now=now, reason=why)
        news.tell("withdrawn", [enrollment], by=by, now=now)
        recount(enrollment.session)
        fill(enrollment.session, now=now)
    return enrollment


def lapse_offers(*, now: datetime) -> int:
    """Sweep: end offers whose time is over and offer on; returns how many lapsed. Each session by itself."""
    over = Enrollment.objects.filter(state=EnrollmentState.OFFERED, offer_until__lt=now)
    lapsed = 0
    for session_id in list(over.order_by().values_list("session", flat=True).distinct()):
        try:
            lapsed += _lapse(session_id, now)
        except Exception:
            logger.exception("Offers of a session could not be ended; the next sweep tries again.")
    return lapsed


def fill_sessions(*, now: datetime) -> int:
    """Sweep: offer seats wherever some are free and people wait; returns how many people were offered or given one."""
    given = 0
    for session in list(CourseSession.objects.with_room_for_the_line().order_by("pk")):
        try:
            given += make_offers(session=session, now=now)
        except Exception:
            logger.exception("Free seats of %s could not be offered; the next sweep tries again.", session.ref)
    return given


def fill(session: CourseSession, *, now: datetime) -> int:
    """Offer, or close to the start give, free seats to the line; call under the locks, with true counters.

    It is the portal's own doing: whoever freed a seat is no business of the company that is offered it.
    """
    begins_at = Session.of(session).begun_at
    if session.state != SessionState.PUBLISHED or now >= begins_at or not session.waiting or session.seats_left == 0:
        return 0
    line = _line(session)
    until = offer_clocks.until(now, begins_at)
    units = [Unit(key, len(rows), rows[0].group.passed if rows[0].group else 0) for key, rows in line.items()]
    found = offering.plan(units, free=session.seats_left, seats=session.seats, keep=until is not None)
    _note_passed(line, found.passed, now)
    given = [row for key in found.given for row in line[key]]
    if not given:
        return 0
    if until is None:
        move(given, EnrollmentState.SEATED, by=None, now=now, reason=AT_ONCE)
        news.tell("seated", given, by=None, now=now)
    else:
        move(given, EnrollmentState.OFFERED, by=None, now=now, reason=NEXT, offer_until=until)
        offer_clocks.start(given, by=None, now=now)
        news.tell("offered", given, by=None, now=now, facts={"offer_until": until.isoformat()})
    recount(session)
    return len(given)


def _line(session: CourseSession) -> dict[int, list[Enrollment]]:
    """The waiting list by the first number of each person or group that wants to sit together, in its order."""
    found: dict[int, list[Enrollment]] = {}
    first: dict[int, int] = {}
    for row in rows_of(session).in_line():
        row.session = session
        together = row.group_id is not None and row.group.together
        key = first.setdefault(row.group_id, row.queued) if together else row.queued
        found.setdefault(key, []).append(row)
    return found


def _note_passed(line: dict[int, list[Enrollment]], passed: dict[int, int], now: datetime) -> None:
    """A step of everybody in a group past which seats went, which says so."""
    for key, seats in passed.items():
        rows = line[key]
        rows[0].group.apply(passed=rows[0].group.passed + seats)
        words = PASSED.format(size=len(rows), gone=rows[0].group.passed, most=offering.MOST_PASSED)
        note(rows, by=None, now=now, reason=words)


@transaction.atomic
def _lapse(session_id: int, now: datetime) -> int:
    session = lock_session(session_id)
    hold_participants(session)
    rows = list(rows_of(session).filter(state=EnrollmentState.OFFERED, offer_until__lt=now).order_by("queued"))
    for row in rows:
        row.session = session
    if rows:
        offer_clocks.stop(rows, by=None, now=now)
        move(rows, EnrollmentState.LAPSED, by=None, now=now, reason=LAPSED)
        news.tell("lapsed", rows, by=None, now=now)
        recount(session)
        fill(session, now=now)
    return len(rows)


def _offered(enrollment: Enrollment, by: User, now: datetime) -> Enrollment:
    """The first three steps of each answer: lock, permit, require."""
    enrollment = locked(enrollment)
    permissions.can_withdraw(by, enrollment).enforce()
    if enrollment.state != EnrollmentState.OFFERED:
        raise Refused(NOT_OFFERED)
    if enrollment.offer_until < now:
        raise Refused(EXPIRED)
    return enrollment
