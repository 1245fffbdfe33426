"""What a person's own calendar program reads: last days and appointments, without a confidential word.

An entry names its kind and a reference, never a company, a title or a text; whoever follows its address signs in and
reads the rest. Each app registers what it knows in `ready()`:

    feeds.register(lambda user, now: [Entry("OB-1", "Obligation to hand in", page, day=...), ...])

A finder is asked as the person would read: for staff as they are, for a participant's user inside the wall, once for
each company the person may act for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from participants.access import acting_as, memberships_of

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
PRODUCT: Final = "-//Market Participant Portal//Feed//EN"
NAME: Final = "Market Participant Portal"
# How often calendar programs should look again.
EVERY: Final = timedelta(hours=1)
MOST: Final = 200
MOST_COMPANIES: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A last day (`day`), an instant (`starts_at` alone) or an appointment. `page` is a path; `part` tells several
    entries of one row apart."""

    ref: str
    summary: str
    page: str
    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    part: str = ""
    busy: bool = False


Find = Callable[[Any, datetime], Iterable[Entry]]

_finders: list[Find] = []


def register(find: Find) -> None:
    """Add a source; it gives at most `MOST` entries."""
    if find not in _finders:
        _finders.append(find)


def entries_of(user: Any, now: datetime) -> list[Entry]:
    """Everything a person's calendar shows; statements by the number of companies, not of entries."""
    if user.is_staff:
        return [entry for find in _finders for entry in find(user, now)]
    found: list[Entry] = []
    for membership in memberships_of(user, now)[:MOST_COMPANIES]:
        with acting_as(user, membership.participant_id, now=now):
            found += [entry for find in _finders for entry in find(user, now)]
    return found


def calendar_of(entries: Iterable[Entry], now: datetime) -> bytes:
    """The entries as a calendar (RFC 5545, RFC 7986)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return calendar.to_ical()


def _event(entry: Entry, now: datetime) -> Event:
    site = settings.SITE_URL.rstrip("/")
    event = Event()
    name = f"{entry.ref}-{entry.part}" if entry.part else entry.ref
    event.add("uid", f"{name}@{urlsplit(site).hostname}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", f"{entry.summary} ({entry.ref})")
    event.add("url", site + entry.page)
    if entry.starts_at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        event.add("dtstart", entry.starts_at.astimezone(UTC))
        event.add("dtend", (entry.ends_at or entry.starts_at).astimezone(UTC))
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    return event
