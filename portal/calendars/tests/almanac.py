"""Calendars and short ways to write instants, shared by the engine's tests."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.calendars.worktime import Holiday, Hours, Pause, WorkCalendar

CHICAGO = ZoneInfo("America/Chicago")
NINE_HOURS = (Hours(8 * 60, 17 * 60),)
ALL_DAY = (Hours(0, 1440),)
THANKSGIVING = {
    date(2026, 11, 26): Holiday("Thanksgiving Day"),
    date(2026, 11, 27): Holiday("Day after Thanksgiving"),
}


def working_week(*hours: Hours) -> tuple[tuple[Hours, ...], ...]:
    """Monday to Friday alike, closed on the weekend."""
    return (hours,) * 5 + ((), ())


def calendar(
    week: tuple[tuple[Hours, ...], ...] = working_week(*NINE_HOURS),
    zone: str = "America/Chicago",
    holidays: Mapping[date, Holiday] | None = None,
) -> WorkCalendar:
    """A calendar that differs from BH (Monday to Friday 08:00-17:00 in Chicago) in what is given."""
    return WorkCalendar("test", "Test hours", ZoneInfo(zone), week, holidays or {})


def around_the_clock(zone: str = "America/Chicago") -> WorkCalendar:
    """Open always."""
    return calendar((ALL_DAY,) * 7, zone)


BH = calendar()
BH_LONG = calendar(working_week(Hours(8 * 60, 18 * 60)))
BH_HOLIDAYS = calendar(holidays=THANKSGIVING)
LUNCH = calendar(working_week(Hours(8 * 60, 12 * 60), Hours(13 * 60, 17 * 60)))
ALWAYS = around_the_clock()


def at(text: str, zone: ZoneInfo = CHICAGO, fold: int = 0) -> datetime:
    """A local time in Chicago unless said, as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def utc(text: str) -> datetime:
    """An instant written in UTC: "2026-03-09 13:05"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def pause(start: str, end: str | None, reason: str = "", by: str = "") -> Pause:
    """A pause in Chicago time."""
    return Pause(at(start), end if end is None else at(end), reason, by)


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def hours(count: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=count)
