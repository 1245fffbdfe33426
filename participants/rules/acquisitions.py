"""The duties of a change of ownership, with their days counted from its closing day. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from participants.choices import PlanSide, SourceTag
from portal.calendars.days import advance_days, previous_such_day
from portal.calendars.week import WorkCalendar

BUSINESS: Final = "ercot-business"
BUYER, ACQUIRED = "buyer", "acquired"
DAY_KINDS: Final = {"ercot-business": "Business Days", "bank": "Bank Business Days", "always": "calendar days"}
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; `term` says in words how its day follows from the closing day."""

    key: str
    title: str
    detail: str
    side: str
    due_on: date
    term: str
    source: str
    tag: str

    @property
    def verified(self) -> bool:
        return self.tag == SourceTag.VERIFIED

    @property
    def who(self) -> str:
        return PlanSide(self.side).label


def day_counted(calendar: WorkCalendar, closing: date, days: int) -> date:
    """So many of the calendar's days after the closing day, or before it; 0 is the day itself."""
    if days > 0:
        start = calendar.midnight(closing.toordinal())
        return advance_days(calendar, start, days, due_time="end_of_day").astimezone(calendar.zone).date()
    day = closing
    for _ in range(-days):
        day = previous_such_day(calendar, day - ONE_DAY)
    return day


def in_words(days: int, calendar: str) -> str:
    if days == 0:
        return "on the closing day"
    kind = DAY_KINDS.get(calendar, "days")
    kind = kind[:-1] if abs(days) == 1 else kind
    return f"{abs(days)} {kind} {'after' if days > 0 else 'before'} closing"


def tasks_for(content: Mapping[str, Any], part: str, roles: Collection[str]) -> list[Mapping[str, Any]]:
    """Of a template's tasks those for a company that buys or is acquired, and that holds such registrations."""
    rows = content.get("tasks", ())
    rows = [row for row in rows if row.get("part", part) == part]
    return [row for row in rows if not row.get("roles") or set(row["roles"]) & set(roles)]


def duties(
    tasks: Iterable[Mapping[str, Any]],
    closing: date,
    calendars: Mapping[str, WorkCalendar],
    *,
    source: str,
    tag: str,
) -> list[Duty]:
    """By the day they are due; a task without a source of its own has that of the template."""
    found = []
    for row in tasks:
        code = row.get("calendar", BUSINESS)
        found.append(
            Duty(
                key=row["key"],
                title=row["title"],
                detail=row.get("detail", ""),
                side=row.get("side", PlanSide.OPERATOR),
                due_on=day_counted(calendars[code], closing, row["days"]),
                term=in_words(row["days"], code),
                source=row.get("source", source),
                tag=row.get("tag", tag),
            )
        )
    return sorted(found, key=lambda duty: (duty.due_on, duty.title))
