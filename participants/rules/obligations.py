"""On which days a recurring obligation is due: the schedules of the catalog, worked out from a given day.

A schedule is plain data, for instance `{"kind": "yearly", "month": 10, "day": 1}`; see `KINDS`. Where it says
`"roll": "next"` (or "previous") with a `"calendar"`, a due day on which that calendar is closed moves to the next
(previous) day on which it is open.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, islice
from typing import Any, Final

from participants.rules.fiscal_years import MONTHS, QUARTER, YearEnd, add_months, on_day, period_ends
from participants.rules.schedules import check
from portal.calendars.days import next_such_day, previous_such_day
from portal.calendars.week import WorkCalendar

# A rolled day can lie in the year after its rule's, and a window can begin in the year before.
YEARS_BEFORE: Final = 2
# By this calendar every day counts.
EVERY_DAY: Final = "always"
ROLLS: Final = {"next": next_such_day, "previous": previous_such_day}
PERIODS: Final = {"quarter": QUARTER, "fiscal_year": MONTHS}


@dataclass(frozen=True, slots=True)
class Due:
    """One time an obligation is due: until when, from when on, and for which period or event.

    `by_rule` is the day before it was rolled; `opens_on` the first day of a window; `period_end` the last day of
    the quarter or fiscal year that it is about.
    """

    due_on: date
    by_rule: date
    opens_on: date | None = None
    period_end: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the days depend on beside the schedule.

    `since` is the event, or when it was done last; without it nothing follows from rules that count from there.
    `calendars` holds the working calendars by code that the schedule names.
    """

    year_end: YearEnd = YearEnd()
    since: date | None = None
    calendars: Mapping[str, WorkCalendar] = field(default_factory=dict)


NO_FACTS: Final = Facts()


def next_due(schedule: Mapping[str, Any], day: date, facts: Facts = NO_FACTS) -> Due | None:
    """The next time it is due, on `day` at the earliest; None where no day follows from the schedule."""
    return next(iter(upcoming(schedule, day, facts, times=1)), None)


def upcoming(schedule: Mapping[str, Any], day: date, facts: Facts = NO_FACTS, *, times: int) -> list[Due]:
    """The next times it is due, on `day` at the earliest. Raises `BadSchedule` for one that cannot be read."""
    check(schedule)
    found = (_rolled(due, schedule, facts) for due in KINDS[schedule["kind"]](schedule, day, facts))
    return list(islice((due for due in found if due.due_on >= day), times))


def _rolled(due: Due, schedule: Mapping[str, Any], facts: Facts) -> Due:
    if "roll" not in schedule:
        return due
    moved = ROLLS[schedule["roll"]](facts.calendars[schedule["calendar"]], due.by_rule)
    return Due(moved, due.by_rule, due.opens_on, due.period_end)


def _plain(day: date, **more: date) -> Due:
    return Due(day, day, **more)


def _years(day: date) -> Iterator[int]:
    return count(max(day.year - YEARS_BEFORE, date.min.year))


def _yearly(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    return (_plain(on_day(year, schedule["month"], schedule["day"])) for year in _years(day))


def _yearly_days(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    days = sorted(tuple(one) for one in schedule["days"])
    return (_plain(on_day(year, *one)) for year in _years(day) for one in days)


def _window(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    opens, closes = tuple(schedule["from"]), tuple(schedule["to"])
    later = 1 if closes < opens else 0
    return (_plain(on_day(year + later, *closes), opens_on=on_day(year, *opens)) for year in _years(day))


def _monthly(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    for year in _years(day):
        for month in range(1, MONTHS + 1):
            opens, closes = (on_day(year, month, schedule[name]) for name in ("from_day", "to_day"))
            yield _plain(closes, opens_on=opens)


def _after_period(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    months, later = PERIODS[schedule["period"]], timedelta(schedule["days"])
    for end in period_ends(months, facts.year_end, next(_years(day))):
        yield _plain(end + later, period_end=end)


def _after_event(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    """Once after each event; the event's own day is not counted."""
    if facts.since is None:
        return
    due, every_day = facts.since, schedule["calendar"] == EVERY_DAY
    for _ in range(schedule["days"]):
        due += timedelta(1)
        if not every_day:
            due = next_such_day(facts.calendars[schedule["calendar"]], due)
    yield _plain(due)


def _every_months(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    """Counted from the beginning each time, so that the 31st comes back after a short month."""
    if facts.since is None:
        return
    for times in count(1):
        yield _plain(add_months(facts.since, times * schedule["months"]))


def _none(schedule: Mapping[str, Any], day: date, facts: Facts) -> Iterator[Due]:
    return iter(())


KINDS: Final[Mapping[str, Callable[..., Iterator[Due]]]] = {
    "yearly": _yearly,
    "yearly_days": _yearly_days,
    "window": _window,
    "monthly": _monthly,
    "after_period": _after_period,
    "after_event": _after_event,
    "every_months": _every_months,
    "none": _none,
}
