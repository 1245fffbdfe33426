"""Who was there: marked by the staff from a list, or by the code that whoever teaches shows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participant, lock_participants
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from training import permissions
from training.choices import EnrollmentState, SessionState
from training.models import Attendance, Certificate, CheckInCode, CheckInTry, Enrollment, SessionDay
from training.rules import checking_in as rules

NOT_HELD: Final = "Attendance is marked of sessions that are announced and take place."
NOT_YET: Final = "This day has not begun yet."
NO_SEAT: Final = "Only people with a seat in this session are marked."
CERTIFIED: Final = "{name} has a certificate of this session; revoke it first."
CLOSED: Final = "The code can be used while the day lasts, and a quarter of an hour before and after."
WRONG: Final = "This is not the code. Look at it again, or ask whoever teaches the session."
ABSENT: Final = "You are marked absent on this day; ask whoever teaches the session."
TOO_MANY: Final = "Too many codes were typed. Wait an hour, or ask whoever teaches to mark you."
HELD: Final = (SessionState.PUBLISHED, SessionState.FINISHED)


@transaction.atomic
def mark_attendance(*, day: SessionDay, marks: Mapping[Enrollment, bool | None], by: User, now: datetime) -> int:
    """Mark people with a seat as present, absent or (None) not marked on one day; returns how many marks changed."""
    seats = {row.pk: row for row in _locked_seats(day, marks)}
    permissions.can_record_outcome(by, day.session).enforce()
    _require_held(day)
    if not rules.may_mark(day.starts_at, now):
        raise Refused(NOT_YET)
    known = {row.enrollment_id: row for row in Attendance.objects.filter(day=day, enrollment__in=seats)}
    certified = set(Certificate.objects.standing().filter(enrollment__in=seats).values_list("enrollment", flat=True))
    events, changed = [], 0
    for given, present in marks.items():
        enrollment, row = seats[given.pk], known.get(given.pk)
        before = row.present if row is not None else None
        if before == present:
            continue
        if enrollment.pk in certified:
            raise Refused(CERTIFIED.format(name=enrollment.contact.name))
        _write(enrollment, day, row, present, by=by, now=now)
        told = {f"{day}": [_word(before), _word(present)]}
        events.append(trail.build("training.enrollment.attendance_marked", of=enrollment, by=by, at=now, changes=told))
        changed += 1
    trail.record_many(events)
    return changed


@transaction.atomic
def mark_seat(*, enrollment: Enrollment, day: int, by: User, now: datetime, present: bool | None = None) -> Enrollment:
    """Mark one person on one day, named by its number within the session, from 1."""
    days = list(SessionDay.objects.filter(session=enrollment.session_id).order_by("starts_at", "id"))
    permissions.can_record_outcome(by, enrollment.session).enforce()
    if not 1 <= day <= len(days):
        raise Refused("The session has no such day.")
    mark_attendance(day=days[day - 1], marks={enrollment: present}, by=by, now=now)
    return enrollment


@transaction.atomic
def make_code(*, day: SessionDay, by: User, now: datetime) -> CheckInCode:
    """A new code for the day; one made before holds no more."""
    permissions.can_record_outcome(by, day.session).enforce()
    _require_held(day)
    if now > day.ends_at + rules.MARGIN:
        raise Refused("This day is over; mark who was there in the list.")
    given = {"code": rules.new_code(), "made_at": now, "made_by": by}
    row, _ = CheckInCode.objects.update_or_create(day=day, defaults=given)
    changes = {"day": ["", str(day)]}
    trail.record("training.coursesession.code_made", of=day.session, by=by, at=now, changes=changes)
    return row


def check_in(*, enrollment: Enrollment, code: str, by: User, now: datetime) -> Enrollment:
    """A person with a seat types the session's code and is present today, unless the staff marked otherwise.

    A wrong code is counted in a transaction of its own, so that it stays counted when this is refused.
    """
    _count_try(enrollment, by, now)
    return _be_present(enrollment, code, by, now)


@transaction.atomic
def _count_try(enrollment: Enrollment, by: User, now: datetime) -> None:
    permissions.can_check_in(by, enrollment).enforce()
    lock_participant(enrollment.participant_id)
    with wall.as_operator("count the codes somebody typed"):
        Enrollment.objects.lock(enrollment.pk)
        recent = CheckInTry.objects.filter(enrollment=enrollment, at__gt=now - rules.WITHIN).count()
        if rules.too_many(recent):
            raise Refused(TOO_MANY, code="too_many")
        CheckInTry(enrollment=enrollment, at=now).save(force_insert=True)


@transaction.atomic
def _be_present(enrollment: Enrollment, code: str, by: User, now: datetime) -> Enrollment:
    """The mark is the operator's to write: the database lets no participant write one."""
    days = SessionDay.objects.filter(session=enrollment.session_id)
    day = next((one for one in days if rules.code_holds(one.starts_at, one.ends_at, now)), None)
    if day is None:
        raise Refused(CLOSED)
    _require_held(day)
    with wall.as_operator("compare a session's code and mark whoever typed it as present"):
        shown = CheckInCode.objects.filter(day=day).first()
        if shown is None or not rules.is_code(code, shown.code):
            raise Refused(WRONG)
        row = Attendance.objects.filter(enrollment=enrollment, day=day).first()
        if row is not None and not row.present:
            raise Refused(ABSENT)
        if row is None:
            _write(enrollment, day, row, True, by=by, now=now, by_code=True)
    if row is None:
        # Outside of the block, so that the trail knows for whom the person acted.
        told = {f"{day}": ["", "present, by the session's code"]}
        trail.record("training.enrollment.attendance_marked", of=enrollment, by=by, at=now, changes=told)
    return enrollment


def _locked_seats(day: SessionDay, marks: Mapping[Enrollment, bool | None]) -> list[Enrollment]:
    rows = Enrollment.objects.filter(
        pk__in=[one.pk for one in marks], session=day.session_id, state=EnrollmentState.SEATED
    )
    # Participants before enrollments, as in every action on a seat: the marks point at both.
    lock_participants(rows.values_list("participant", flat=True))
    found = list(rows.select_related("contact").select_for_update(of=("self",)).order_by("pk"))
    if len(found) != len(marks):
        raise Refused(NO_SEAT)
    return found


def _require_held(day: SessionDay) -> None:
    if day.session.state not in HELD:
        raise Refused(NOT_HELD)


def _write(
    enrollment: Enrollment,
    day: SessionDay,
    row: Attendance | None,
    present: bool | None,
    *,
    by: User,
    now: datetime,
    by_code: bool = False,
) -> None:
    if present is None:
        row.delete()
        return
    row = row or Attendance(enrollment=enrollment, participant_id=enrollment.participant_id, day=day)
    row.present, row.by_code, row.marked_at, row.marked_by = present, by_code, now, by
    row.save()


def _word(present: bool | None) -> str:
    return {True: "present", False: "absent", None: ""}[present]
