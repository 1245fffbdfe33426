"""Sessions found from any page, each by what the person may see."""

from typing import Any, Final

from django.db.models import Case, QuerySet, When

from portal.search import registry
from portal.search.registry import Hit, Rows
from training.choices import Format, SessionState
from training.models import CourseSession
from training.rules.session_times import span_words, window_words
from training.session_lists import found_by

SHOWN: Final = ("ref", "title", "format", "state", "starts_at", "ends_at", "zone", "course__code", "course__title")


def _sessions(user: Any, words: str) -> QuerySet:
    """By title, course, place or reference; announced ones first, the latest before older ones."""
    rows = found_by(CourseSession.objects.visible_to(user), words)
    open_first = Case(When(state=SessionState.PUBLISHED, then=0), default=1)
    return rows.order_by(open_first, "-starts_at", "-id")


def _session(user: Any, row: Any) -> Hit:
    url = row.get_absolute_url() if user.is_staff else row.get_my_url()
    words = window_words if row.format == Format.SELF_PACED else span_words
    when = words(row.starts_at, row.ends_at, row.zone)
    return Hit(str(row), url, f"{row.course.code} · {when} · {row.get_state_display()}", "calendar-days")


def in_the_market(user: Any) -> bool:
    return user.acting_for is not None and not user.acting_for.applying


def register() -> None:
    registry.register(
        "sessions",
        "Sessions",
        Rows(_sessions, SHOWN, _session),
        visible=lambda user: user.is_staff or in_the_market(user),
    )
