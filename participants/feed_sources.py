"""What participants puts into people's calendars: what waits for them by a day, and their meetings."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from participants import feeds, your_turn_reading
from participants.choices import MeetingState
from participants.feeds import MOST, Entry
from participants.models import Meeting
from participants.worklist_reading import Wanted, Worklist

# Appointments stay in calendars for a while after they are over.
KEPT: Final = timedelta(days=90)


def register() -> None:
    """Called when the app is ready."""
    feeds.register(waiting)
    feeds.register(meetings)


def waiting(user: Any, now: datetime) -> Iterator[Entry]:
    """What is to be done by a day: of staff the list of the day, of a participant's user what waits for its people."""
    if user.is_staff:
        if not user.can("participants.view"):
            return
        for line in Worklist(user, now, Wanted(group="date")).page(size=MOST).rows:
            if line.due_on is not None:
                yield _entry(line.ref, line.source.label, line.url, line)
        return
    for line in your_turn_reading.read(user, now, size=MOST).rows:
        if line.due_on is not None or line.due_at is not None:
            yield _entry(line.ref, f"{line.source.label}: {line.do.lower()}", line.url, line)


def _entry(ref: str, summary: str, page: str, line: Any) -> Entry:
    if line.due_at is not None:
        return Entry(ref, summary, page, starts_at=line.due_at, part="due")
    return Entry(ref, summary, page, day=line.due_on, part="due")


def meetings(user: Any, now: datetime) -> Iterator[Entry]:
    """Meetings that the person organizes or, on the participants' side, is invited to."""
    rows = Meeting.objects.visible_to(user).filter(state=MeetingState.PLANNED, ends_at__gte=now - KEPT)
    if user.is_staff:
        rows = rows.filter(organizer=user.pk)
    for row in rows.defer("agenda").order_by("starts_at", "id")[:MOST]:
        page = row.get_absolute_url() if user.is_staff else row.get_my_url()
        yield Entry(row.ref, "Meeting", page, starts_at=row.starts_at, ends_at=row.ends_at, busy=True)
