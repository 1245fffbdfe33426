"""Where the wall clock of a zone meets the line of UTC instants: the only place that turns local time into instants."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

HORIZON_YEARS: Final = 30
HORIZON_DAYS: Final = HORIZON_YEARS * 366
HORIZON: Final = timedelta(days=HORIZON_DAYS)
FIRST_YEAR: Final = 2
LAST_YEAR: Final = 9998

FOREVER: Final = datetime.max.replace(tzinfo=UTC)
ZERO: Final = timedelta(0)
MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)


class NeverOpens(ValueError):
    """The calendar has no opening hours within the horizon, so no deadline in it can be reached."""


class TooFar(ValueError):
    """The answer lies beyond the horizon, or beyond the years that can be written."""

    def __init__(
        self, reason: str = f"The deadline lies more than {HORIZON_YEARS} years away: the amount is too large."
    ):
        super().__init__(reason)


def as_utc(instant: datetime) -> datetime:
    """The same instant in UTC; ValueError when it has no zone, TooFar outside the years the engine knows."""
    if instant.tzinfo is not UTC:
        if instant.utcoffset() is None:
            raise ValueError("A deadline needs an instant with a time zone.")
        try:
            instant = instant.astimezone(UTC)
        except OverflowError as error:
            raise TooFar(_out_of_years()) from error
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise TooFar(_out_of_years())
    return instant


def first_instant(zone: ZoneInfo, local: datetime) -> datetime:
    """The first UTC instant at which the clock of the zone shows `local` (naive) or later.

    Of a repeated hour that is the earlier one; a time that is skipped becomes the instant of the change.
    """
    aware = local.replace(tzinfo=zone)
    early, late = aware.utcoffset(), aware.replace(fold=1).utcoffset()
    if early >= late:
        return (local - early).replace(tzinfo=UTC)
    before, after = (local - late).replace(tzinfo=UTC), (local - early).replace(tzinfo=UTC)
    return clock_change(zone, before, after) or after


def clock_change(zone: ZoneInfo, after: datetime, until: datetime) -> datetime | None:
    """The instant within (after, until] at which the clocks of the zone are set, or None; at most one is expected."""
    low = after.replace(microsecond=0)
    offset = utc_offset(zone, low)
    if utc_offset(zone, until) == offset:
        return None
    # Clocks change on a whole second; halve the stretch until that second is found.
    still, changed = 0, (until - low) // timedelta(seconds=1)
    while changed - still > 1:
        middle = (still + changed) // 2
        if utc_offset(zone, low + timedelta(seconds=middle)) == offset:
            still = middle
        else:
            changed = middle
    return low + timedelta(seconds=changed)


def clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, str]]:
    """Every change of the clocks strictly between two instants, with the words for people."""
    cursor = start
    while cursor < end:
        following = min(cursor + _DAY, end)
        change = clock_change(zone, cursor, following)
        if change is not None and start < change < end:
            yield change, _in_words(utc_offset(zone, change) - utc_offset(zone, cursor))
        cursor = following


def utc_offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    """How far the clock of the zone is ahead of UTC at an instant."""
    return instant.astimezone(zone).utcoffset()


def clock_time(zone: ZoneInfo, instant: datetime) -> str:
    """What the clock on the wall shows: "08:00"."""
    return instant.astimezone(zone).strftime("%H:%M")


def _in_words(shift: timedelta) -> str:
    direction = "forward" if shift > ZERO else "back"
    length = abs(shift)
    if length == _HOUR:
        amount = "one hour"
    elif length % _HOUR == ZERO:
        amount = f"{length // _HOUR} hours"
    else:
        amount = f"{length / timedelta(minutes=1):.4g} minutes"
    return f"clocks go {direction} {amount}"


def _out_of_years() -> str:
    return f"Deadlines are reckoned only from the year {FIRST_YEAR} to the year {LAST_YEAR}."
