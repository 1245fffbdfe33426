"""A session as a file for one's own calendar (RFC 5545): each day an event that later files update.

An event keeps its UID as long as there is a day of that number; SEQUENCE rises with each change that people are told
of, so that calendars take the newer one. Times are instants in UTC: every calendar shows them in its own zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from training.choices import Format, SessionState
from training.models import CourseSession, SessionDay
from training.rules.session_times import meeting_words, window_words

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
STATUS: Final = {SessionState.CANCELED: "CANCELLED", SessionState.DRAFT: "TENTATIVE"}
PRODUCT: Final = "-//Market Participant Portal//Training//EN"


@dataclass(frozen=True, slots=True)
class Shown:
    """What one person may read of a session: its page as that person knows it, and the link if there is a seat."""

    session: CourseSession
    days: Sequence[SessionDay]
    page: str
    link: str = ""


def file_of(sessions: Sequence[Shown], now: datetime) -> bytes:
    """One calendar with every day of the sessions."""
    canceled = all(one.session.state == SessionState.CANCELED for one in sessions) and bool(sessions)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if canceled else "PUBLISH")
    for shown in sessions:
        for number, day in enumerate(shown.days, start=1):
            calendar.add_component(_event(shown, number, day, now))
    return calendar.to_ical()


def _event(shown: Shown, number: int, day: SessionDay, now: datetime) -> Event:
    session, many = shown.session, len(shown.days) > 1
    event = Event()
    event.add("uid", f"{session.ref}-{number}@{urlsplit(shown.page).hostname}")
    event.add("sequence", session.revision)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day.starts_at.astimezone(UTC))
    event.add("dtend", day.ends_at.astimezone(UTC))
    event.add("summary", f"{session} (day {number} of {len(shown.days)})" if many else str(session))
    event.add("description", _description(shown, day))
    if session.place or shown.link:
        event.add("location", session.place or shown.link)
    event.add("url", shown.page)
    event.add("status", STATUS.get(session.state, "CONFIRMED"))
    # A window of weeks must not look like weeks without a free hour.
    event.add("transp", "TRANSPARENT" if session.format == Format.SELF_PACED else "OPAQUE")
    return event


def _description(shown: Shown, day: SessionDay) -> str:
    session = shown.session
    words = window_words if session.format == Format.SELF_PACED else meeting_words
    parts = [
        f"{session.course} – {session.get_format_display().lower()}",
        words(day.starts_at, day.ends_at, session.zone),
        f"Join: {shown.link}" if shown.link else "",
        session.note,
    ]
    return "\n".join(filter(None, parts))
