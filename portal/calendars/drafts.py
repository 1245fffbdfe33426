"""A calendar as it would be: what a new version is made of, what is wrong with it, and how it differs."""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from portal.calendars import weeks
from portal.calendars.week import DAY_NAMES, Holiday, Hours, WorkCalendar
from portal.calendars.weeks import BadHours, Week
from portal.lifecycle.refusals import Refused
from portal.web.days import EARLIEST, LATEST
from portal.web.words import long_day

LONGEST_NAME: Final = 120
LONGEST_SOURCE: Final = 300
LONGEST_NOTE: Final = 1000
MOST_HOLIDAYS: Final = 2000
MOST_YEARLY: Final = 10
MOST_A_YEAR: Final = 31
UNREADABLE: Final = "This draft cannot be read; begin again from the calendar's page."


@dataclass(frozen=True, slots=True)
class HolidayDraft:
    """A named day; closed throughout without `hours`. It does not `count` where the calendar is open all the same."""

    day: date
    name: str
    hours: tuple[Hours, ...] = ()
    counts: bool = True
    source: str = ""
    verified: bool = False

    def in_words(self) -> str:
        told = [self.name]
        told.append((f"open {weeks.day_in_words(self.hours)}" if self.hours else "closed") if self.counts else "open")
        told.append("verified" if self.verified else "unverified")
        return ", ".join([*told, self.source] if self.source else told)


@dataclass(frozen=True)
class Draft:
    """Everything a version consists of; holidays in the order of their days."""

    zone: str
    week: Week
    holidays: tuple[HolidayDraft, ...] = ()
    entered_yearly: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "week", weeks.from_json(self.week))
        object.__setattr__(self, "holidays", tuple(sorted(self.holidays, key=lambda holiday: holiday.day)))

    def work_calendar(self, calendar: Any, version: int) -> WorkCalendar:
        """The draft as the engine takes it; `calendar` gives code and name."""
        holidays = {one.day: Holiday(one.name, one.hours) for one in self.holidays if one.counts}
        zone = zoneinfo.ZoneInfo(self.zone)
        return WorkCalendar(calendar.code, calendar.name, zone, self.week, holidays, version)

    def with_holiday(self, added: HolidayDraft) -> "Draft":
        """One day more; a day that has a holiday already is refused."""
        taken = next((one for one in self.holidays if one.day == added.day), None)
        if taken is not None:
            raise Refused(f"{added.day} is in this calendar already: {taken.name}.")
        return Draft(self.zone, self.week, (*self.holidays, added), self.entered_yearly)


@cache
def zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def require_sound(draft: Draft) -> None:
    """Raise `Refused` for what no calendar can be."""
    if draft.zone not in zones():
        raise Refused(f"“{draft.zone[:60]}” is no time zone; an example is America/Chicago.")
    if not any(draft.week):
        raise Refused("This calendar would never open, so no deadline in it could be met: give a weekday some hours.")
    if len(draft.holidays) > MOST_HOLIDAYS:
        raise Refused(f"At most {MOST_HOLIDAYS} holidays.")
    seen: dict[date, str] = {}
    for holiday in draft.holidays:
        _require_sound_holiday(holiday)
        if holiday.day in seen:
            raise Refused(f"{holiday.day} is given twice: {seen[holiday.day]} and {holiday.name}.")
        seen[holiday.day] = holiday.name
    _require_sound_yearly(draft.entered_yearly)


def differences(before: Draft, after: Draft) -> dict[str, list[str]]:
    """What changes, as `{what: [old, new]}` in words fit for the audit trail; empty when nothing does."""
    found = {"time zone": [before.zone, after.zone]}
    for name, old, new in zip(DAY_NAMES, before.week, after.week, strict=True):
        found[name] = [weeks.day_in_words(old), weeks.day_in_words(new)]
    old_days, new_days = ({one.day: one.in_words() for one in draft.holidays} for draft in (before, after))
    for day in sorted(old_days | new_days):
        found[day.isoformat()] = [old_days.get(day, ""), new_days.get(day, "")]
    found["entered yearly"] = [_yearly_in_words(draft.entered_yearly) for draft in (before, after)]
    return {what: [old, new] for what, (old, new) in found.items() if old != new}


def what_in_words(what: str) -> str:
    """A name of `differences` for people: a day with its weekday."""
    try:
        return long_day(date.fromisoformat(what))
    except ValueError:
        return what


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain data: between the preview and its publication, and in the API."""
    return {
        "zone": draft.zone,
        "week": weeks.to_json(draft.week),
        "holidays": [
            {
                "date": one.day.isoformat(),
                "name": one.name,
                "hours": weeks.day_to_json(one.hours),
                "counts": one.counts,
                "source": one.source,
                "verified": one.verified,
            }
            for one in draft.holidays
        ],
        "entered_yearly": dict(draft.entered_yearly),
    }


def from_json(data: Any) -> Draft:
    """The same the other way round; `Refused` for anything else."""
    try:
        if not isinstance(data["zone"], str):
            raise TypeError
        holidays = [_holiday(row) for row in data["holidays"]]
        return Draft(data["zone"], data["week"], tuple(holidays), data["entered_yearly"])
    except (BadHours, KeyError, TypeError, ValueError) as error:
        raise Refused(UNREADABLE) from error


def _holiday(row: Mapping[str, Any]) -> HolidayDraft:
    return HolidayDraft(
        day=date.fromisoformat(row["date"]),
        name=row["name"],
        hours=weeks.day_from_json(row["hours"]),
        counts=row["counts"] is True,
        source=row["source"],
        verified=row["verified"] is True,
    )


def _require_sound_holiday(holiday: HolidayDraft) -> None:
    if not EARLIEST <= holiday.day <= LATEST:
        raise Refused(f"{holiday.day} is no day between 1900 and 2999.")
    if not _text(holiday.name, LONGEST_NAME) or not holiday.name.strip():
        raise Refused(f"{holiday.day}: name the holiday with at most {LONGEST_NAME} characters.")
    if not _text(holiday.source, LONGEST_SOURCE):
        raise Refused(f"{holiday.day}: name the source with at most {LONGEST_SOURCE} characters.")
    if holiday.hours and not holiday.counts:
        raise Refused(f"{holiday.day}: either shortened hours, or open all the same.")


def _require_sound_yearly(entered: Any) -> None:
    sound = isinstance(entered, Mapping) and len(entered) <= MOST_YEARLY
    for name, count in entered.items() if sound else ():
        sound = sound and _text(name, LONGEST_NAME) and bool(name.strip())
        sound = sound and type(count) is int and 1 <= count <= MOST_A_YEAR
    if not sound:
        raise Refused(f"Days entered yearly are a name and how many there are, 1 to {MOST_A_YEAR}.")


def _text(text: Any, longest: int) -> bool:
    return isinstance(text, str) and len(text) <= longest and (not text or text.isprintable())


def _yearly_in_words(entered: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(entered.items()))
