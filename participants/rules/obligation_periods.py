"""Which periods of an obligation are to be generated on a day, and what a period is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from participants.rules.fiscal_years import add_months
from participants.rules.obligations import Due, Facts, upcoming
from portal.web.words import short_day

# No schedule of ours is due more often than monthly, and no notice is longer than a month before two of them.
AHEAD: Final = 3
# Schedules by which all owners are due for the same period; elsewhere each has days of its own.
TOGETHER: Final = frozenset({"yearly", "yearly_days", "window", "monthly", "after_period"})
# The name of a period that is the day of an event, or the day on which it is due.
IS_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True, slots=True)
class Period:
    """One period with its days, as it is generated."""

    name: str
    due: Due


def announced_on(due: Due, notice_days: int) -> date:
    """The day on which a duty is generated: so many days before its window opens, or before it is due."""
    return (due.opens_on or due.due_on) - timedelta(notice_days)


def to_generate(schedule: Mapping[str, Any], day: date, notice_days: int, facts: Facts) -> list[Period]:
    """The periods that are announced by `day` and not over yet."""
    found = upcoming(schedule, day, facts, times=AHEAD)
    return [Period(name_of(schedule, due, facts), due) for due in found if announced_on(due, notice_days) <= day]


def next_period(schedule: Mapping[str, Any], day: date, facts: Facts) -> Period | None:
    """The next one however far ahead; None where no day follows from the schedule."""
    found = upcoming(schedule, day, facts, times=1)
    return Period(name_of(schedule, found[0], facts), found[0]) if found else None


def name_of(schedule: Mapping[str, Any], due: Due, facts: Facts) -> str:
    """What the period is called; the same for each owner, so that a campaign gathers them.

    A fiscal year or quarter is named by the calendar's year or quarter in which it ends: whoever moves the end of its
    year owes one of each all the same.
    """
    kind, about = schedule["kind"], due.period_end or due.opens_on or due.by_rule
    if kind in ("yearly", "window"):
        return f"{about.year}"
    if kind == "monthly":
        return f"{about:%Y-%m}"
    if kind == "after_period":
        return f"{about.year}-Q{(about.month + 2) // 3}" if schedule["period"] == "quarter" else f"{about.year}"
    if kind == "after_event":
        return facts.since.isoformat()
    return due.by_rule.isoformat()


def in_words(name: str) -> str:
    """A period's name as people say it: a day as every other day."""
    return short_day(date.fromisoformat(name)) if re.match(IS_DAY, name) else name


def longest_until(by_rule: date, extension_months: int) -> date:
    """The last day to which it may be extended, counted from the day of the rule."""
    return add_months(by_rule, extension_months)
