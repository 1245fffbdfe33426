"""What the search and the palette find of the catalog of courses."""

from typing import Any, Final

from django.db.models import Case, Q, QuerySet, When

from portal.search.registry import Hit, Rows
from training.choices import CourseStatus
from training.models import Course, LearningPath


def _courses(user: Any, words: str) -> QuerySet:
    """By code or title; what is offered before what is historic."""
    offered_first = Case(When(status=CourseStatus.HISTORIC, then=1), default=0)
    return Course.objects.visible_to(user).matching(words).order_by(offered_first, "order", "code")


def _course(user: Any, row: Any) -> Hit:
    url = row.get_absolute_url() if user.is_staff else row.get_my_url()
    return Hit(row.title, url, f"{row.code} · {row.get_status_display()}", "graduation-cap")


def _paths(user: Any, words: str) -> QuerySet:
    named = Q(title__icontains=words) | Q(code__icontains=words)
    return LearningPath.objects.visible_to(user).filter(named).order_by("order", "code")


def _path(user: Any, row: Any) -> Hit:
    return Hit(row.title, row.get_absolute_url() if user.is_staff else row.get_my_url(), row.code, "route")


find_courses: Final = Rows(_courses, ("code", "title", "status"), _course)
find_paths: Final = Rows(_paths, ("code", "title"), _path)
