"""What the search and the palette find of the catalog of courses."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Q, When

from portal.search.registry import Hit
from training.choices import CourseStatus
from training.models import Course, LearningPath


def find_courses(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By code or title; what is offered before what is historic."""
    offered_first = Case(When(status=CourseStatus.HISTORIC, then=1), default=0)
    rows = Course.objects.visible_to(user).matching(words).order_by(offered_first, "order", "code")
    for row in rows[:limit]:
        url = row.get_absolute_url() if user.is_staff else row.get_my_url()
        yield Hit(row.title, url, f"{row.code} · {row.get_status_display()}", "graduation-cap")


def find_paths(user: Any, words: str, limit: int) -> Iterable[Hit]:
    named = Q(title__icontains=words) | Q(code__icontains=words)
    for row in LearningPath.objects.visible_to(user).filter(named).order_by("order", "code")[:limit]:
        url = row.get_absolute_url() if user.is_staff else row.get_my_url()
        yield Hit(row.title, url, row.code, "route")
