"""Planning sessions: adding, changing, publishing. How they end stands in `session_ends`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.actions.participants import tidy
from participants.actions.shape import only_fields
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training import invitations, permissions
from training.actions import session_rows as rows
from training.actions.seats import hold_participants, lock_session
from training.actions.session_changes import changed_values, follow_new_plan, told_values
from training.actions.session_ends import cancel_session, finish_session
from training.actions.session_rows import Instructors
from training.choices import Format, SessionState
from training.models import Course, CourseSession, CourseVersion
from training.rules.session_moves import MOVES
from training.rules.session_plans import Days

__all__ = ["add_session", "cancel_session", "change_session", "finish_session", "publish_session"]

CHANGEABLE: Final = frozenset(
    {
        "title", "format", "days", "zone", "place", "seats", "link_url", "link_note", "need_approval", "closes_at",
        "audience", "note", "instructors",
    }
)  # fmt: skip
OVER: Final = "This session is over or was canceled; it can't be changed any more."
TAKEN: Final = "{taken} seats are taken or offered already: there can't be fewer."
PAST: Final = "This session would begin in the past."
NO_PLACE: Final = "Say where the session takes place before it is announced."
OTHER_VERSION: Final = "This version is of another course."


@transaction.atomic
def add_session(
    *,
    course: Course,
    by: User,
    now: datetime,
    format: str,
    days: Days,
    zone: str = "America/Chicago",
    place: str = "",
    seats: int | None = None,
    link_url: str = "",
    link_note: str = "",
    need_approval: bool = False,
    closes_at: datetime | None = None,
    audience: Iterable[str] = (),
    note: str = "",
    instructors: Instructors = (),
    title: str = "",
    version: CourseVersion | None = None,
) -> CourseSession:
    """Plan a session: a draft that the desk alone sees until it is published.

    `days` are beginnings and ends, of a self-paced course the one window. `instructors` are colleagues, or names of
    people from outside. `audience` are codes of market roles, empty for everybody.
    """
    permissions.can_manage_training(by).enforce()
    course = Course.objects.lock(course.pk)
    session = CourseSession(
        course=course, format=format, zone=zone, place=tidy(place), seats=seats, need_approval=need_approval,
        closes_at=closes_at, audience=rows.sound_audience(audience), note=note.strip(), title=tidy(title),
    )  # fmt: skip
    found = rows.span_days(session, days)
    rows.require_sound(session)
    if version is not None and version.course_id != course.pk:
        raise Refused(OTHER_VERSION)
    session.version = version or rows.version_for(course, market_day(session.starts_at), now)
    session.save(force_insert=True)
    rows.write_days(session, found)
    rows.write_instructors(session, instructors)
    rows.write_link(session, link_url, link_note)
    changes = {"course": ["", course.code], "begins": ["", session.starts_at.isoformat()]}
    trail.record("training.session.added", of=session, by=by, at=now, changes=changes)
    return session


@transaction.atomic
def change_session(*, session: CourseSession, by: User, now: datetime, **fields: Any) -> CourseSession:
    """Change any of what `add_session` takes but course and version.

    Once it is published, everybody seated, offered or waiting is told what changed, with old and new values. More seats
    go to the waiting list; fewer than are taken are refused.
    """
    only_fields(fields, CHANGEABLE)
    session = lock_session(session.pk)
    permissions.can_manage_training(by).enforce()
    if not MOVES.after(session.state):
        raise Refused(OVER)
    if fields.get("seats") is not None and fields["seats"] < session.seats_taken:
        raise Refused(TAKEN.format(taken=session.seats_taken))
    before = told_values(session)
    changes = _write(session, fields, now)
    told = changed_values(before, told_values(session))
    changes |= told
    if not changes:
        return session
    if session.state == SessionState.PUBLISHED:
        hold_participants(session)
        follow_new_plan(session, told, by=by, now=now)
    trail.record("training.session.changed", of=session, by=by, at=now, changes=changes)
    return session


@transaction.atomic
def publish_session(*, session: CourseSession, by: User, now: datetime, invite: bool = False) -> CourseSession:
    """Announce a session: from now on it is seen, and people are enrolled.

    `invite`: organization administrators of the companies it is meant for hear of it.
    """
    session = lock_session(session.pk)
    permissions.can_manage_training(by).enforce()
    MOVES.require(session.state, SessionState.PUBLISHED)
    _require_announceable(session, now)
    session.apply(state=SessionState.PUBLISHED, published_at=now, remind_at=rows.time_reminder(session, now))
    told = invitations.invite(session, now=now) if invite else 0
    changes = {"invited": ["", str(told)]} if invite else {}
    trail.record("training.session.published", of=session, by=by, at=now, changes=changes)
    return session


def _require_announceable(session: CourseSession, now: datetime) -> None:
    begun = session.ends_at if session.format == Format.SELF_PACED else session.starts_at
    if begun <= now:
        raise Refused(PAST)
    if session.format == Format.CLASSROOM and not session.place:
        raise Refused(NO_PLACE)


def _write(session: CourseSession, fields: dict[str, Any], now: datetime) -> dict[str, list[str]]:
    """The new values on the row and its parts; returns what changed on the row itself."""
    plain = {name: fields[name] for name in ("format", "zone", "seats", "need_approval", "closes_at") if name in fields}
    plain |= {name: tidy(fields[name]) for name in ("title", "place") if name in fields}
    if "note" in fields:
        plain["note"] = fields["note"].strip()
    if "audience" in fields:
        plain["audience"] = rows.sound_audience(fields["audience"])
    wanted = CourseSession.objects.get(pk=session.pk)
    for name, value in plain.items():
        setattr(wanted, name, value)
    days = fields.get("days", rows.days_of(session))
    found = rows.span_days(wanted, days) if "days" in fields or "format" in fields else None
    rows.require_sound(wanted)
    if Format.SELF_PACED in {session.format, wanted.format} and session.format != wanted.format:
        rows.require_unmarked(session)
    if session.state == SessionState.PUBLISHED:
        if wanted.format == Format.CLASSROOM and not wanted.place:
            raise Refused(NO_PLACE)
        if found is not None and wanted.starts_at != session.starts_at and wanted.ends_at <= now:
            raise Refused(PAST)
    if found is not None:
        rows.write_days(session, found)
        plain |= {"starts_at": wanted.starts_at, "ends_at": wanted.ends_at}
    if "instructors" in fields:
        rows.write_instructors(session, fields["instructors"])
    if "link_url" in fields or "link_note" in fields:
        url, note = rows.link_of(session)
        rows.write_link(session, fields.get("link_url", url), fields.get("link_note", note))
    changes = session.apply(**plain)
    return {name: change for name, change in changes.items() if name in INNER}


# Told to nobody but kept in the audit trail; the rest stands there in the words that people are told.
INNER: Final = frozenset({"seats", "need_approval", "closes_at", "audience"})
