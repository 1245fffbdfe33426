"""When a session meets: from the clock on the wall of its zone to instants, and back into words. Pure."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from portal.calendars.localtime import first_instant
from portal.web.words import short_day

MOMENT: Final = timedelta(microseconds=1)


class NotOnTheClock(ValueError):
    """The clocks of the zone skip this time of day."""


def instant_of(zone: str, day: date, clock: time) -> datetime:
    """The UTC instant at which the clock of the zone shows this time; of a repeated hour the first one."""
    wall = datetime.combine(day, clock)
    found = first_instant(ZoneInfo(zone), wall)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise NotOnTheClock(f"On {short_day(day)} the clocks skip {clock:%H:%M}.")
    return found


def local_day(at: datetime, zone: str) -> date:
    """The date on the wall of the zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def last_day(ends_at: datetime, zone: str) -> date:
    """The last date on the wall that belongs to it: what ends at midnight does not reach into the day that begins."""
    return local_day(ends_at - MOMENT, zone)


def meeting_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """One meeting: "Tue, Feb 9, 2027, 08:30–17:00 CST"."""
    first, last = (at.astimezone(ZoneInfo(zone)) for at in (starts_at, ends_at))
    begins = f"{first:%a}, {short_day(first)}, {first:%H:%M}"
    if first.date() == last.date():
        return f"{begins}–{last:%H:%M} {last:%Z}"
    change = f" {first:%Z}" if first.utcoffset() != last.utcoffset() else ""
    return f"{begins}{change} – {last:%a}, {short_day(last)}, {last:%H:%M} {last:%Z}"


def window_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """The days of a self-paced course: "any time from Feb 1 to Mar 31, 2027"."""
    return f"any time {days_words(local_day(starts_at, zone), last_day(ends_at, zone))}"


def span_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """A whole session in a line: its times if it is one day, else its days with the first beginning."""
    first, last = local_day(starts_at, zone), last_day(ends_at, zone)
    if first == last:
        return meeting_words(starts_at, ends_at, zone)
    begins = starts_at.astimezone(ZoneInfo(zone))
    return f"{days_words(first, last, joined='–')}, from {begins:%H:%M %Z}"


def days_words(first: date, last: date, joined: str = "") -> str:
    """From one day to another with the year once: "Feb 9 – Feb 11, 2027", or "from Feb 9 to Mar 31, 2027"."""
    begin = f"{first:%b} {first.day}" if first.year == last.year else short_day(first)
    return f"{begin} {joined} {short_day(last)}" if joined else f"from {begin} to {short_day(last)}"
