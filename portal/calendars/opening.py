"""Whether a calendar is open at an instant, and when that changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from portal.calendars.localtime import NeverOpens, as_utc
from portal.calendars.week import WorkCalendar
from portal.web.words import short_day

# Whatever stays open for so long is open around the clock.
LONGEST: Final = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Opening:
    """`closes_at` and `opens_at` (the next opening, when it closes at all) are None where there is none."""

    is_open: bool
    closes_at: datetime | None = None
    opens_at: datetime | None = None


def opening(calendar: WorkCalendar, now: datetime) -> Opening:
    """The calendar's state at an instant, with its next closing and opening in UTC."""
    now = as_utc(now)
    spans = calendar.open_from(now)
    try:
        opens, closes = next(spans)
        if opens > now:
            return Opening(False, None, opens)
        for following, ends in spans:
            if following > closes:
                return Opening(True, closes, following)
            if ends - now > LONGEST:
                break
            closes = ends
        return Opening(True)
    except NeverOpens:
        return Opening(False)


def in_words(calendar: WorkCalendar, now: datetime) -> str:
    """For people, in the calendar's own zone: "Open until 17:00 CST", "Opens Friday, Nov 20, 2026, 08:00 CST"."""
    found = opening(calendar, now)
    if found.is_open:
        return f"Open until {_clock(calendar, found.closes_at)}" if found.closes_at else "Open around the clock"
    if found.opens_at is None:
        return "Never opens"
    local, today = found.opens_at.astimezone(calendar.zone), now.astimezone(calendar.zone).date()
    if local.date() == today:
        return f"Opens {_clock(calendar, local)}"
    return f"Opens {local:%A}, {short_day(local)}, {_clock(calendar, local)}"


def _clock(calendar: WorkCalendar, instant: datetime) -> str:
    return instant.astimezone(calendar.zone).strftime("%H:%M %Z")
