"""Sessions from a file: planned row by row, then added as drafts, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.rules.imports.outcome import UnreadableFile
from portal.lifecycle.refusals import Refused
from training import permissions
from training.actions.sessions import add_session
from training.choices import SessionState
from training.models import Course, CourseSession
from training.rules import session_table
from training.rules.session_plans import sound_days
from training.rules.session_table import PlannedSession

FAULTY: Final = "Nothing was added: {count} of the rows need mending first."
EMPTY: Final = "The file names its columns but holds no sessions."
# What the table and the action call alike.
SAME: Final = ("title", "format", "zone", "place", "seats", "link_url", "link_note", "note", "days")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would add. `courses` by code, for the sessions without errors."""

    sessions: list[PlannedSession]
    courses: dict[str, Course]

    @property
    def errors(self) -> list[tuple[int, str]]:
        """Row number and what is wrong there, in the file's order."""
        return sorted(error for one in self.sessions for error in one.errors.items())


def plan_sessions(*, data: bytes, by: User, now: datetime) -> Plan:
    """What importing the file would do; writes nothing. `Refused` for a file that is no such table."""
    permissions.can_manage_training(by).enforce()
    try:
        found = session_table.read(data)
    except UnreadableFile as unreadable:
        raise Refused(unreadable.reason) from unreadable
    if not found:
        raise Refused(EMPTY)
    courses = {row.code: row for row in Course.objects.filter(code__in={one.course for one in found})}
    there = _there_already(courses.values())
    for one in found:
        if not one.errors and (reason := _objection(one, courses, there, now)):
            one.errors[one.row] = reason
    return Plan(found, courses)


@transaction.atomic
def import_sessions(*, data: bytes, by: User, now: datetime) -> list[CourseSession]:
    """Add every session of the file as a draft; refused as a whole where one of them cannot be."""
    plan = plan_sessions(data=data, by=by, now=now)
    if plan.errors:
        raise Refused(FAULTY.format(count=len(plan.errors)))
    return [_add(one, plan.courses[one.course], by=by, now=now) for one in plan.sessions]


def _add(planned: PlannedSession, course: Course, **who: Any) -> CourseSession:
    try:
        return add_session(course=course, **{name: getattr(planned, name) for name in SAME}, **who)
    except Refused as refused:
        raise Refused(f"Row {planned.row}: {refused.reason}") from refused


def _there_already(courses: Any) -> dict[tuple[str, datetime, str], str]:
    """By course, beginning and place: the session that is planned or announced already."""
    rows = CourseSession.objects.filter(course__in=list(courses)).exclude(state=SessionState.CANCELED)
    return {
        (code, starts_at, place.casefold()): ref
        for code, starts_at, place, ref in rows.values_list("course__code", "starts_at", "place", "ref")
    }


def _objection(
    one: PlannedSession, courses: dict[str, Course], there: dict[tuple[str, datetime, str], str], now: datetime
) -> str:
    """Why a session that reads well cannot be added; and note that it will be there."""
    course = courses.get(one.course)
    if course is None:
        return f"There is no course {one.course} in the catalog."
    try:
        days: Sequence[tuple[datetime, datetime]] = sound_days(one.days, self_paced=one.format == "self_paced")
    except Refused as refused:
        return refused.reason
    if days[-1][1] <= now:
        return "It would lie in the past."
    key = (one.course, days[0][0], one.place.casefold())
    if ref := there.get(key):
        return f"It is there already: {ref}."
    there[key] = f"row {one.row}"
    return ""
