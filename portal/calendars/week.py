"""A calendar of opening hours: the week, the holidays that change it, and the instants that come of both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from portal.calendars.localtime import (
    FIRST_YEAR,
    HORIZON_DAYS,
    HORIZON_YEARS,
    LAST_YEAR,
    NeverOpens,
    TooFar,
    as_utc,
    first_instant,
)

MINUTES_PER_DAY: Final = 24 * 60
DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY: Final = 5

Span = tuple[datetime, datetime]

_FIRST_DAY: Final = date(FIRST_YEAR, 1, 2).toordinal()
_LAST_DAY: Final = date(LAST_YEAR, 12, 30).toordinal()
# Some 130 years of days; a calendar asked for more starts its memory afresh.
_DAYS_KEPT: Final = 48_000


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `opens` until `closes`, both in minutes of the local day (0 to 1440)."""

    opens: int
    closes: int

    def __post_init__(self):
        if type(self.opens) is not int or type(self.closes) is not int:
            raise ValueError("Opening hours are whole minutes of the day.")
        if not 0 <= self.opens < self.closes <= MINUTES_PER_DAY:
            raise ValueError(f"Opening hours {self} must begin before they end, between 00:00 and 24:00.")

    def __str__(self) -> str:
        return f"{self.opens // 60:02}:{self.opens % 60:02}-{self.closes // 60:02}:{self.closes % 60:02}"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day with hours of its own; without hours it is closed all day."""

    name: str
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Opening hours by weekday, Monday first, in the local time of one zone. Equal only to itself.

    What a local day means in UTC is worked out once per day and kept: make a calendar once and use it for many clocks.
    """

    code: str
    name: str
    zone: ZoneInfo
    week: tuple[tuple[Hours, ...], ...]
    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    version: int = 1
    _spans: dict[int, tuple[Span, ...]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self):
        object.__setattr__(self, "week", tuple(tuple(hours) for hours in self.week))
        object.__setattr__(self, "holidays", dict(self.holidays))
        if len(self.week) != len(DAY_NAMES):
            raise ValueError(f"A week has seven days, Monday first; {len(self.week)} were given.")
        for day_name, hours in zip(DAY_NAMES, self.week, strict=True):
            _refuse_overlap(day_name, hours)
        for day, holiday in self.holidays.items():
            if type(day) is not date:
                raise ValueError(f"{holiday.name} must be given by its date.")
            _refuse_overlap(f"{holiday.name} ({day})", holiday.hours)

    def is_open_on(self, day: date) -> bool:
        """Whether the calendar opens at all on a local day."""
        return bool(self.open_spans(day.toordinal()))

    def closed_because(self, day: date) -> str | None:
        """Why nothing is open all day, in a word for people: "Thanksgiving Day", "Saturday"; None on an open day."""
        if self.is_open_on(day):
            return None
        if day in self.holidays:
            return self.holidays[day].name
        if day.weekday() >= SATURDAY:
            return DAY_NAMES[day.weekday()]
        if self.week[day.weekday()]:
            return "skipped by the local clock"
        return f"no opening hours on {DAY_NAMES[day.weekday()]}s"

    def opens_at(self, day: date) -> datetime | None:
        """The instant of the first opening on a local day, or None."""
        spans = self.open_spans(day.toordinal())
        return spans[0][0] if spans else None

    def closes_at(self, day: date) -> datetime | None:
        """The instant of the last closing on a local day, or None."""
        spans = self.open_spans(day.toordinal())
        return spans[-1][1] if spans else None

    def day_of(self, instant: datetime) -> int:
        """The ordinal of the date on the wall at an instant."""
        return instant.astimezone(self.zone).toordinal()

    def midnight(self, ordinal: int) -> datetime:
        """The instant a local day begins."""
        return self._instant(ordinal, 0)

    def open_spans(self, ordinal: int) -> tuple[Span, ...]:
        """The open stretches of a local day as UTC instants, in order; adjacent hours are one stretch."""
        spans = self._spans.get(ordinal)
        if spans is None:
            if len(self._spans) >= _DAYS_KEPT:
                self._spans.clear()
            spans = self._spans[ordinal] = self._build(ordinal)
        return spans

    def open_from(self, instant: datetime) -> Iterator[Span]:
        """Open stretches from an instant (UTC) on; raises NeverOpens or TooFar where the horizon ends."""
        first, known = self.day_of(instant), self._spans
        opened = False
        for ordinal in range(first, first + HORIZON_DAYS):
            spans = known.get(ordinal)
            for opens, closes in self.open_spans(ordinal) if spans is None else spans:
                if closes > instant:
                    opened = True
                    yield (opens if opens > instant else instant), closes
        raise self.out_of_reach(opened)

    def open_back(self, instant: datetime) -> Iterator[Span]:
        """Open stretches before an instant (UTC), latest first; raises NeverOpens or TooFar like `open_from`."""
        # Where clocks are set back across midnight, the following day may already have begun: start one day later.
        last, opened = self.day_of(instant) + 1, False
        for ordinal in range(last, last - HORIZON_DAYS, -1):
            for opens, closes in reversed(self.open_spans(ordinal)):
                if opens < instant:
                    opened = True
                    yield opens, (closes if closes < instant else instant)
        raise self.out_of_reach(opened)

    def is_open_at(self, instant: datetime) -> bool:
        """Whether an instant lies in opening hours: the opening does, the closing does not."""
        today = self.day_of(as_utc(instant))
        return any(opens <= instant < closes for day in (today, today + 1) for opens, closes in self.open_spans(day))

    def out_of_reach(self, opened: bool) -> ValueError:
        """What to raise where the horizon ends."""
        if opened:
            return TooFar()
        return NeverOpens(f'The calendar "{self.name}" has no opening hours within {HORIZON_YEARS} years.')

    def _build(self, ordinal: int) -> tuple[Span, ...]:
        if not _FIRST_DAY <= ordinal <= _LAST_DAY:
            raise TooFar
        day = date.fromordinal(ordinal)
        holiday = self.holidays.get(day)
        spans: list[Span] = []
        for hours in self.week[day.weekday()] if holiday is None else holiday.hours:
            opens, closes = self._instant(ordinal, hours.opens), self._instant(ordinal, hours.closes)
            if spans and spans[-1][1] == opens:
                opens = spans.pop()[0]
            # Hours that the clocks skip altogether are empty.
            if opens < closes:
                spans.append((opens, closes))
        return tuple(spans)

    def _instant(self, ordinal: int, minutes: int) -> datetime:
        midnight = datetime.combine(date.fromordinal(ordinal), time())
        return first_instant(self.zone, midnight + timedelta(minutes=minutes))


def _refuse_overlap(day_name: str, hours: tuple[Hours, ...]) -> None:
    for earlier, later in pairwise(hours):
        if later.opens < earlier.closes:
            raise ValueError(f"{day_name}: {earlier} and {later} overlap or are not in order.")
