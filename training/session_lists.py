"""The views of sessions, at the desk and on the participants' side, and what a row of theirs shows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from participants.querysets.searching import words_of
from training.choices import EnrollmentState, SessionState
from training.models import CourseSession
from training.rules.enrolling import Session
from training.rules.seats import Seats

FREE: Final = "free"
VIEWS: Final = {
    "upcoming": "Upcoming",
    "requests": "To approve",
    "drafts": "Drafts",
    "past": "Past",
    "canceled": "Canceled",
    "all": "All",
}
MY_VIEWS: Final = {"upcoming": "Upcoming", "own": "Ours", "past": "Past"}
SOONEST, LATEST = ("starts_at", "id"), ("-starts_at", "-id")
LATEST_FIRST: Final = frozenset({"past", "canceled", "all"})


def order_of(view: str) -> tuple[str, ...]:
    return LATEST if view in LATEST_FIRST else SOONEST


def in_view(rows: QuerySet[CourseSession], view: str, now: datetime) -> QuerySet[CourseSession]:
    """One of the desk's views; "past" are finished ones and those whose last day is over."""
    if view == "upcoming":
        return rows.filter(state=SessionState.PUBLISHED, ends_at__gt=now)
    if view == "requests":
        asked = Q(enrollments__state=EnrollmentState.REQUESTED)
        return rows.filter(pk__in=CourseSession.objects.filter(asked).values("pk"))
    if view == "drafts":
        return rows.filter(state=SessionState.DRAFT)
    if view == "past":
        return rows.filter(Q(state=SessionState.FINISHED) | Q(state=SessionState.PUBLISHED, ends_at__lte=now))
    if view == "canceled":
        return rows.filter(state=SessionState.CANCELED)
    return rows


def narrowed(rows: QuerySet[CourseSession], wanted: dict[str, Any]) -> QuerySet[CourseSession]:
    """What the filters of lists, months and the agenda ask for."""
    if code := wanted.get("course"):
        rows = rows.filter(course__code=code)
    if format_ := wanted.get("format"):
        rows = rows.filter(format=format_)
    if wanted.get("seats") == FREE:
        rows = rows.filter(Q(seats=None) | Q(seats_taken__lt=F("seats"), waiting=0))
    return rows


def found_by(rows: QuerySet[CourseSession], words: str) -> QuerySet[CourseSession]:
    """Those that title, course, place or reference name."""
    asked = words_of(words)
    if not asked:
        return rows.none()
    words = words.replace("\x00", "")
    named = Q(title__icontains=words) | Q(course__title__icontains=words) | Q(course__code__iexact=words)
    return rows.filter(named | Q(place__icontains=words) | Q(ref=words.upper()))


def with_days(rows: QuerySet[CourseSession]) -> QuerySet[CourseSession]:
    """With the course each is named after and the number of days it meets."""
    return rows.select_related("course").annotate(day_count=Count("days"))


def seats_of(row: CourseSession) -> Seats:
    return Seats(row.seats_taken, row.seats, row.waiting)


def described(rows: Iterable[CourseSession], now: datetime) -> list[CourseSession]:
    """The same sessions, each with its `room` (how full), where it stands in time, and whether it takes people."""
    found = list(rows)
    for row in found:
        row.room = seats_of(row)
        row.has_begun, row.is_over = row.starts_at <= now, row.ends_at <= now
        row.takes_people = takes_people(row, now)
        row.may_leave = row.state == SessionState.PUBLISHED and now < Session.of(row).begun_at
    return found


def takes_people(row: CourseSession, now: datetime) -> bool:
    """Whether somebody can be entered, be it on the waiting list."""
    return row.state == SessionState.PUBLISHED and now <= Session.of(row).open_until
