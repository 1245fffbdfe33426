"""What the pages of courses show beside the course itself: versions, files, sessions ahead."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from training.advice import advised_to
from training.choices import SessionState
from training.models import Course, CourseSession, CourseVersion, LearningPath, Material

SESSIONS_SHOWN: Final = 6
VERSIONS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Versions:
    """The one in effect, one that is to come, and all of them, the latest first."""

    current: CourseVersion | None
    coming: CourseVersion | None
    every: list[CourseVersion]


def versions_of(course: Course, user: Any, day: date) -> Versions:
    """Versions with the files the person may read; two statements and one more for files."""
    materials = Prefetch("materials", Material.objects.visible_to(user).select_related("document"))
    rows = course.versions.visible_to(user).order_by("-number").prefetch_related(materials)
    every = list(rows[:VERSIONS_SHOWN])
    current = next((one for one in every if one.effective_from <= day), None)
    coming = next((one for one in reversed(every) if one.effective_from > day), None)
    return Versions(current, coming, every)


def sessions_ahead(course: Course, user: Any, now: datetime) -> list[CourseSession]:
    """The next sessions that are announced; one statement."""
    rows = CourseSession.objects.visible_to(user).ahead(now).filter(course=course).select_related("course")
    return list(rows[:SESSIONS_SHOWN])


def paths_with(course: Course, user: Any) -> list[LearningPath]:
    """The learning paths that lead through a course; one statement."""
    return list(LearningPath.objects.visible_to(user).filter(steps__course=course))


def with_sessions(courses: QuerySet[Course], now: datetime) -> QuerySet[Course]:
    """Courses with `sessions_ahead` and `next_at`, when the next one begins that has not ended."""
    ahead = Q(sessions__state=SessionState.PUBLISHED, sessions__ends_at__gt=now)
    return courses.annotate(
        sessions_ahead=Count("sessions", filter=ahead), next_at=Min("sessions__starts_at", filter=ahead)
    )


def advised_courses(role: str) -> list[int]:
    """The keys of the courses that are advised to who holds a role, itself or through the role above it."""
    return [course for course, advised in advised_to([role]).items() if advised.certain]
