"""What a calendar does not know yet: days that somebody sets each year, and years without any holidays."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# From this month on the next year's days are missed as well.
LOOK_AHEAD_FROM: Final = 7


def warnings_of(version: Any, today: date) -> list[str]:
    """What somebody should enter into a version, in words; reads its holidays."""
    days = [(holiday.day, holiday.name) for holiday in version.holidays.all() if holiday.counts]
    return missing(version.entered_yearly, days, today)


def lacking(versions: Iterable[Any], now: datetime) -> dict[str, list[Any]]:
    """The warnings of several versions, each with the calendars that it is about."""
    found: dict[str, list[Any]] = {}
    for version in versions:
        for warning in warnings_of(version, now.astimezone(ZoneInfo(version.zone)).date()):
            found.setdefault(warning, []).append(version.calendar)
    return found


def missing(entered_yearly: Mapping[str, int], days: Iterable[tuple[date, str]], today: date) -> list[str]:
    """The current year's gaps always, the next year's from July on; `days` are the holidays that count."""
    days = list(days)
    years = [today.year, today.year + 1] if today.month >= LOOK_AHEAD_FROM else [today.year]
    found = []
    for year in years:
        of_year = [name for day, name in days if day.year == year]
        if days and not of_year:
            found.append(f"No holidays of {year} are entered yet.")
            continue
        for name, wanted in entered_yearly.items():
            there = sum(one.casefold().startswith(name.casefold()) for one in of_year)
            if there < wanted:
                found.append(_sentence(name, year, there, wanted))
    return found


def _sentence(name: str, year: int, there: int, wanted: int) -> str:
    days = f"{_days(name, wanted)} of {year}"
    if not there:
        return (
            f"The {'' if wanted == 1 else _word(wanted) + ' '}{days} {'is' if wanted == 1 else 'are'} not entered yet."
        )
    return f"Only {_word(there)} of the {_word(wanted)} {days} {'is' if there == 1 else 'are'} entered."


def _days(name: str, count: int) -> str:
    if name.casefold().endswith(("day", "days")):
        return name
    return f"{name} {'day' if count == 1 else 'days'}"


def _word(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)
