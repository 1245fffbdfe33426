"""What a plan of a session must hold to be a sound one, and how its times read. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from portal.lifecycle.refusals import Refused
from portal.web.words import long_day

Days = Sequence[tuple[datetime, datetime]]

MOST_DAYS: Final = 60
NO_DAYS: Final = "Give at least one day with its beginning and end."
TOO_MANY: Final = f"A session has at most {MOST_DAYS} days."
IN_ORDER: Final = "A day ends after it begins."
OVERLAP: Final = "Two days of the session overlap."
ONE_WINDOW: Final = "A self-paced session has one window: give one beginning and one end."
UNKNOWN_ZONE: Final = "There is no such time zone."
LATE_CLOSE: Final = "Enrollment closes before the session is over."


def sound_days(days: Days, *, self_paced: bool) -> list[tuple[datetime, datetime]]:
    """The days in their order; `Refused` where they contradict each other."""
    found = sorted(days)
    if not found:
        raise Refused(NO_DAYS)
    if len(found) > MOST_DAYS:
        raise Refused(TOO_MANY)
    if self_paced and len(found) > 1:
        raise Refused(ONE_WINDOW)
    if any(ends <= starts for starts, ends in found):
        raise Refused(IN_ORDER)
    if any(later[0] < former[1] for former, later in zip(found, found[1:], strict=False)):
        raise Refused(OVERLAP)
    return found


def sound_zone(zone: str) -> str:
    """The name of a known zone."""
    if zone not in available_timezones():
        raise Refused(UNKNOWN_ZONE)
    return zone


def span_in_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """ "Tuesday, February 9, 2027, 08:30 to 16:30 CST", in the zone of the session."""
    begins, ends = starts_at.astimezone(ZoneInfo(zone)), ends_at.astimezone(ZoneInfo(zone))
    if begins.date() == ends.date():
        return f"{long_day(begins)}, {begins:%H:%M} to {ends:%H:%M %Z}"
    return f"{long_day(begins)}, {begins:%H:%M %Z} to {long_day(ends)}, {ends:%H:%M %Z}"


def days_in_words(days: Days, zone: str) -> str:
    return "; ".join(span_in_words(starts, ends, zone) for starts, ends in days)
