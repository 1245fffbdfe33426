"""Sessions found from any page, each by what the person may see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, When

from portal.search import registry
from portal.search.registry import Hit
from training.choices import Format, SessionState
from training.models import CourseSession
from training.rules.session_times import span_words, window_words
from training.session_lists import found_by


def find_sessions(user: Any, words: str, limit: int) -> Iterable[Hit]:
    """By title, course, place or reference; announced ones first, the latest before older ones."""
    rows = found_by(CourseSession.objects.visible_to(user), words).select_related("course")
    open_first = Case(When(state=SessionState.PUBLISHED, then=0), default=1)
    for row in rows.order_by(open_first, "-starts_at", "-id")[:limit]:
        url = row.get_absolute_url() if user.is_staff else row.get_my_url()
        words = window_words if row.format == Format.SELF_PACED else span_words
        when = words(row.starts_at, row.ends_at, row.zone)
        yield Hit(str(row), url, f"{row.course.code} · {when} · {row.get_state_display()}", "calendar-days")


def in_the_market(user: Any) -> bool:
    return user.acting_for is not None and not user.acting_for.applying


def register() -> None:
    registry.register("sessions", "Sessions", find_sessions, visible=lambda user: user.is_staff or in_the_market(user))
