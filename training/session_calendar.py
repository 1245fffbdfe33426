"""A month of sessions: which meet on each day. The same few statements for any number."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from participants.rules.months import Day, Month, weeks_of
from training.choices import Format, SessionState
from training.models import CourseSession, SessionDay
from training.rules.session_times import local_day

# No zone is further than this from UTC.
MARGIN = timedelta(hours=15)


def month_page(rows: QuerySet[CourseSession], month: Month, today: date) -> dict[str, Any]:
    """The context of a month: its weeks for the table and its days with something on them for the agenda.

    A day is that of the session's own zone. A self-paced session stands on the day its window opens.
    """
    weeks = weeks_of(month, today)
    days: dict[date, Day] = {day.day: day for week in weeks for day in week if day.own}
    for meeting in _meetings(rows, month):
        session = meeting.session
        on = local_day(meeting.starts_at, session.zone)
        if on in days:
            meeting.opens = session.format == Format.SELF_PACED
            days[on].entries.append(meeting)
    return {"month": month, "weeks": weeks, "agenda": [day for day in days.values() if day.entries]}


def _meetings(rows: QuerySet[CourseSession], month: Month) -> list[SessionDay]:
    first = datetime.combine(month.first, time(), UTC) - MARGIN
    last = datetime.combine(month.last + timedelta(days=1), time(), UTC) + MARGIN
    shown = rows.exclude(state=SessionState.CANCELED).order_by()
    found = SessionDay.objects.filter(session__in=shown, starts_at__gte=first, starts_at__lt=last)
    return list(found.select_related("session__course").order_by("starts_at", "session_id"))
