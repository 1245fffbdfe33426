"""The opening hours of a week as they are typed in, stored, and told to people."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any, Final

from portal.calendars.week import DAY_NAMES, MINUTES_PER_DAY, Hours

Week = tuple[tuple[Hours, ...], ...]

CLOSED: Final = "closed"
MOST_INTERVALS: Final = 12
SHORT_NAMES: Final = tuple(name[:3] for name in DAY_NAMES)
WHOLE_DAY: Final = (Hours(0, MINUTES_PER_DAY),)
_TIME: Final = re.compile(r"(\d{1,2})(?::(\d{2}))?", re.ASCII)
_DASH: Final = re.compile(r"\s*[-–—]\s*")
_EXAMPLE: Final = "for example 08:00-12:00, 13:00-17:00"


class BadHours(ValueError):
    """Opening hours that cannot be meant; the text is for the person who gave them."""


def from_text(text: str) -> tuple[Hours, ...]:
    """The hours of a day as a person types them: "08:00-12:00, 13:00-17:00"; empty or "closed" for none."""
    text = text.strip()
    if not text or text.casefold() == CLOSED:
        return ()
    return _sorted([_interval(*_ends(part)) for part in text.split(",")])


def to_text(hours: Sequence[Hours]) -> str:
    """The same the other way round; empty for a closed day."""
    return ", ".join(map(str, hours))


def day_from_json(intervals: Any) -> tuple[Hours, ...]:
    """The hours of a day as they are stored: `[["08:00", "12:00"], ["13:00", "17:00"]]`."""
    if not isinstance(intervals, list | tuple):
        raise BadHours('The hours of a day are a list of pairs such as ["08:00", "17:00"].')
    found = []
    for pair in intervals:
        if isinstance(pair, Hours):
            found.append(pair)
            continue
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(isinstance(end, str) for end in pair):
            raise BadHours('Opening hours are pairs of an opening and a closing time such as ["08:00", "17:00"].')
        found.append(_interval(*pair))
    return _sorted(found)


def day_to_json(hours: Sequence[Hours]) -> list[list[str]]:
    return [str(one).split("-") for one in hours]


def from_json(week: Any) -> Week:
    """A whole week as it is stored, Monday first; the weekday is named in what is refused."""
    if not isinstance(week, list | tuple) or len(week) != len(DAY_NAMES):
        raise BadHours("A week is a list of seven days, Monday first.")
    days = []
    for name, intervals in zip(DAY_NAMES, week, strict=True):
        try:
            days.append(day_from_json(intervals))
        except BadHours as error:
            raise BadHours(f"{name}: {error}") from error
    return tuple(days)


def to_json(week: Week) -> list[list[list[str]]]:
    return [day_to_json(hours) for hours in week]


def in_words(week: Week) -> str:
    """The week in a line: "Mon-Fri 08:00-17:00"; weekdays without hours are left out."""
    told = []
    days = zip(SHORT_NAMES, week, strict=True)
    for hours, group in groupby(days, key=lambda day: day[1]):
        names = [name for name, _ in group]
        if hours:
            told.append(f"{_span(names)} {day_in_words(hours)}")
    return "; ".join(told) or "never open"


def day_in_words(hours: Sequence[Hours]) -> str:
    """The hours of a day in words: "08:00-12:00 and 13:00-17:00", "around the clock", "closed"."""
    if tuple(hours) == WHOLE_DAY:
        return "around the clock"
    told = [str(one) for one in hours]
    if not told:
        return CLOSED
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _span(names: list[str]) -> str:
    if len(names) == len(DAY_NAMES):
        return "every day"
    return names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"


def _ends(part: str) -> tuple[str, str]:
    ends = _DASH.split(part.strip())
    if len(ends) != 2:
        raise BadHours(f"“{part.strip()[:40]}” is not an opening and a closing time: {_EXAMPLE}.")
    return ends[0], ends[1]


def _interval(opens: str, closes: str) -> Hours:
    first, last = _minutes(opens), _minutes(closes)
    if first >= last:
        raise BadHours(f"{opens.strip()}-{closes.strip()} must open before it closes; 24:00 is the end of the day.")
    return Hours(first, last)


def _minutes(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    hours, minutes = (int(part or 0) for part in found.groups()) if found else (99, 0)
    total = hours * 60 + minutes
    if minutes > 59 or total > MINUTES_PER_DAY:
        raise BadHours(f"“{text.strip()[:40]}” is not a time of day between 00:00 and 24:00: {_EXAMPLE}.")
    return total


def _sorted(hours: list[Hours]) -> tuple[Hours, ...]:
    if len(hours) > MOST_INTERVALS:
        raise BadHours(f"At most {MOST_INTERVALS} intervals a day.")
    hours = sorted(hours, key=lambda one: one.opens)
    for earlier, later in pairwise(hours):
        if later.opens < earlier.closes:
            raise BadHours(f"{earlier} and {later} overlap.")
    return tuple(hours)
