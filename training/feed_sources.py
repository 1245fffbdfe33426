"""What training puts into people's calendars: the days of sessions they sit in or teach."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from participants import feeds
from participants.feed_sources import KEPT
from participants.feeds import MOST, Entry
from training.choices import EnrollmentState, Format, SessionState
from training.models import CourseSession, Enrollment


def register() -> None:
    """Called when the app is ready."""
    feeds.register(sessions)


def sessions(user: Any, now: datetime) -> Iterator[Entry]:
    """Each day of them; the catalog of courses is public, so a course is named."""
    rows = CourseSession.objects.visible_to(user).filter(state=SessionState.PUBLISHED, ends_at__gte=now - KEPT)
    if user.is_staff:
        rows = rows.filter(Q(instructors__person=user.pk))
    else:
        seats = Enrollment.objects.visible_to(user).filter(contact__user=user.pk, state=EnrollmentState.SEATED)
        rows = rows.filter(pk__in=seats.values("session"))
    for row in rows.select_related("course").prefetch_related("days").order_by("starts_at", "id")[:MOST]:
        page = row.get_absolute_url() if user.is_staff else row.get_my_url()
        for number, day in enumerate(row.days.all(), start=1):
            yield Entry(
                row.ref,
                str(row.course),
                page,
                starts_at=day.starts_at,
                ends_at=day.ends_at,
                part=str(number),
                busy=row.format != Format.SELF_PACED,
            )
