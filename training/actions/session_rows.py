"""The parts of a session that hang on its row: days, instructors, link; written by the actions on sessions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import User
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.models import MarketRole
from portal.calendars import loading
from portal.lifecycle.refusals import Refused
from training.choices import Format
from training.models import Attendance, Course, CourseSession, CourseVersion, SessionDay, SessionInstructor, SessionLink
from training.rules import session_plans
from training.rules.session_plans import Days
from training.rules.session_reminders import next_reminder

CALENDAR: Final = "ercot-business"
MOST_INSTRUCTORS: Final = 20
NO_ROLE: Final = "There is no market role {code}."
CLOSES_LATE: Final = "Enrollment closes before the session begins."
NO_SEAT: Final = "A session has at least one seat; without a number there is no limit."
MARKED: Final = "Attendance was marked on a day that would go: that day stays as it was."
ATTENDED: Final = "Attendance was marked: what is taken together cannot become a window for taking it alone."
INACTIVE: Final = "{name} has no access any more and can't be an instructor."

# A colleague, or the name of somebody from outside.
Instructors = Iterable[User | str]


def span_days(session: CourseSession, days: Days) -> list[tuple[datetime, datetime]]:
    """Sound days in their order, and their span on the session; saved by the caller."""
    found = session_plans.sound_days(days, self_paced=session.format == Format.SELF_PACED)
    session.starts_at, session.ends_at = found[0][0], found[-1][1]
    return found


def write_days(session: CourseSession, days: Days) -> None:
    """Put these days in the place of the present ones. A day that stays keeps its row, and with it who was there.

    Refused where a day goes on which attendance was marked.
    """
    wanted = dict(days)
    kept = {day.starts_at: day for day in session.days.all()}
    gone = [day.pk for begins, day in kept.items() if begins not in wanted]
    try:
        SessionDay.objects.filter(pk__in=gone).delete()
    except ProtectedError as marked:
        raise Refused(MARKED) from marked
    for begins, ends in wanted.items():
        if begins not in kept:
            SessionDay.objects.create(session=session, starts_at=begins, ends_at=ends)
        elif kept[begins].ends_at != ends:
            SessionDay.objects.filter(pk=kept[begins].pk).update(ends_at=ends)


def write_instructors(session: CourseSession, instructors: Instructors) -> list[str]:
    """Put these people in the place of the present ones; returns their names."""
    session.instructors.all().delete()
    rows = [_instructor(session, one) for one in instructors]
    rows = list({row.name: row for row in rows if row.name}.values())
    if len(rows) > MOST_INSTRUCTORS:
        raise Refused(f"At most {MOST_INSTRUCTORS} instructors.")
    for row in rows:
        require_shape(row, "name")
    SessionInstructor.objects.bulk_create(rows)
    return [row.name for row in rows]


def _instructor(session: CourseSession, one: User | str) -> SessionInstructor:
    if isinstance(one, str):
        return SessionInstructor(session=session, name=tidy(one))
    if not one.is_active:
        raise Refused(INACTIVE.format(name=one.name))
    return SessionInstructor(session=session, person=one, name=one.name)


def write_link(session: CourseSession, url: str, note: str) -> None:
    """The one link of a session; an empty address takes it away."""
    url, note = url.strip(), tidy(note)
    if not url:
        SessionLink.objects.filter(session=session).delete()
        return
    link = SessionLink(session=session, url=url, note=note)
    require_shape(link, "url", "note")
    SessionLink.objects.update_or_create(session=session, defaults={"url": url, "note": note})


def link_of(session: CourseSession) -> tuple[str, str]:
    return SessionLink.objects.filter(session=session).values_list("url", "note").first() or ("", "")


def sound_audience(codes: Iterable[str]) -> list[str]:
    """The codes of market roles, each once and in the order of the catalog."""
    wanted = set(codes)
    known = list(MarketRole.objects.filter(code__in=wanted).order_by("order", "code").values_list("code", flat=True))
    if unknown := sorted(wanted - set(known)):
        raise Refused(NO_ROLE.format(code=unknown[0][:30]))
    return known


def require_sound(session: CourseSession) -> None:
    """Shape of the texts, the zone, and enrollment that closes before the session begins (a window: ends)."""
    require_shape(session, "title", "place", "note", "seats", "format")
    session_plans.sound_zone(session.zone)
    if session.seats == 0:
        raise Refused(NO_SEAT)
    ends = session.ends_at if session.format == Format.SELF_PACED else session.starts_at
    if session.closes_at is not None and session.closes_at > ends:
        raise Refused(CLOSES_LATE)


def require_unmarked(session: CourseSession) -> None:
    """Of a window nobody's attendance is asked: who was not there would be certified."""
    if Attendance.objects.filter(day__session=session).exists():
        raise Refused(ATTENDED)


def version_for(course: Course, day: Any, now: datetime) -> CourseVersion:
    """The version in effect on the session's first day, else the newest; a course without any begins its first.

    Call while holding the course's lock.
    """
    versions = course.versions.order_by("-number")
    found = versions.in_effect(day).first() or versions.first()
    if found is not None:
        return found
    return CourseVersion.objects.create(
        course=course, number=1, effective_from=timezone.localdate(now), published_at=now
    )


def time_reminder(session: CourseSession, now: datetime) -> datetime | None:
    """When people with a seat are reminded next."""
    _version, calendar = loading.current(CALENDAR)
    return next_reminder(calendar, now, session.starts_at)


def days_of(session: CourseSession) -> Sequence[tuple[datetime, datetime]]:
    return list(session.days.order_by("starts_at").values_list("starts_at", "ends_at"))
