"""Scores of tests: entered one by one or as a list, and struck out where one was wrong."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from participants.actions.locks import lock_participants
from participants.actions.shape import require_reason, require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import permissions
from training.actions.attendance import CERTIFIED, NO_SEAT
from training.choices import EnrollmentState
from training.models import Certificate, CourseSession, Enrollment, TestResult
from training.rules.scores import passed, refusal_of_attempt

UNTESTED: Final = "This course has no test."
AHEAD: Final = "A test cannot have been taken on a day that is still to come."
OUT_OF_RANGE: Final = "A score is between 0 and 100 percent."
STRUCK: Final = "This result was struck out already."


@transaction.atomic
def enter_result(
    *, enrollment: Enrollment, percent: Decimal, by: User, now: datetime, taken_on: date | None = None
) -> TestResult:
    """One attempt of one person with a seat; whether it passed follows from the course's mark."""
    enrollment = _locked(enrollment.pk)
    session, course = enrollment.session, enrollment.session.course
    permissions.can_record_outcome(by, session).enforce()
    if enrollment.state != EnrollmentState.SEATED:
        raise Refused(NO_SEAT)
    if not course.tested:
        raise Refused(UNTESTED)
    taken_on = taken_on or market_day(now)
    _require_sound(percent, taken_on, now)
    rows = TestResult.objects.filter(enrollment=enrollment)
    counting = list(rows.counting())
    reason = refusal_of_attempt(
        taken=len(counting), allowed=course.attempts, passed_before=any(one.passed for one in counting)
    )
    if reason:
        raise Refused(f"{enrollment.contact.name}: {reason[:1].lower()}{reason[1:]}")
    result = TestResult(
        enrollment=enrollment,
        participant_id=enrollment.participant_id,
        attempt=(rows.aggregate(last=Max("attempt"))["last"] or 0) + 1,
        percent=percent,
        passing_percent=course.passing_percent,
        passed=passed(percent, course.passing_percent),
        taken_on=taken_on,
        entered_by=by,
        entered_at=now,
    )
    require_shape(result, "percent")
    result.save(force_insert=True)
    told = {"score": ["", f"{result.percent.normalize():f} %"], "passed": ["", "yes" if result.passed else "no"]}
    trail.record("training.enrollment.tested", of=enrollment, by=by, at=now, changes=told)
    return result


@transaction.atomic
def enter_results(
    *,
    session: CourseSession,
    scores: Iterable[tuple[Enrollment, Decimal]],
    by: User,
    now: datetime,
    taken_on: date | None = None,
) -> list[TestResult]:
    """A list of scores of one test: all of them, or none where one cannot be entered."""
    permissions.can_record_outcome(by, session).enforce()
    scores = list(scores)
    lock_participants({enrollment.participant_id for enrollment, _ in scores})
    ordered = sorted(scores, key=lambda score: score[0].pk)
    if any(enrollment.session_id != session.pk for enrollment, _ in ordered):
        raise Refused(NO_SEAT)
    return [
        enter_result(enrollment=enrollment, percent=percent, by=by, now=now, taken_on=taken_on)
        for enrollment, percent in ordered
    ]


@transaction.atomic
def strike_out_result(*, result: TestResult, by: User, now: datetime, reason: str) -> TestResult:
    """An attempt that was entered wrongly counts no more; the row stays with the reason."""
    reason = require_reason(reason)[:300]
    enrollment = _locked(result.enrollment_id)
    result = TestResult.objects.lock(result.pk)
    permissions.can_record_outcome(by, enrollment.session).enforce()
    if result.voided_at is not None:
        raise Refused(STRUCK)
    if Certificate.objects.standing().filter(enrollment=enrollment).exists():
        raise Refused(CERTIFIED.format(name=enrollment.contact.name))
    result.apply(voided_at=now, void_reason=reason)
    told = {"attempt": [str(result), "struck out"]}
    trail.record("training.enrollment.result_struck", of=enrollment, by=by, at=now, changes=told, reason=reason)
    return result


def _locked(pk: int) -> Enrollment:
    """The seat under its lock; its participant's comes first, as in every action on a seat."""
    lock_participants(Enrollment.objects.filter(pk=pk).values_list("participant", flat=True))
    return Enrollment.objects.select_related("contact", "session__course").lock(pk)


def _require_sound(percent: Decimal, taken_on: date, now: datetime) -> None:
    if not Decimal(0) <= percent <= Decimal(100):
        raise Refused(OUT_OF_RANGE)
    if taken_on > market_day(now):
        raise Refused(AHEAD)
