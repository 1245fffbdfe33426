"""The terms that windows and ADR are reckoned with: so many days from a day on, and the days on the way. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from issues.choices import RuleUnit
from participants.rules.fiscal_years import add_months
from participants.rules.follow_up_days import why
from portal.calendars.days import next_such_day
from portal.calendars.targets import Target, due
from portal.calendars.week import WorkCalendar

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A rule as it is reckoned with."""

    code: str
    amount: int
    unit: str
    rolls: bool = False
    until_close: bool = False
    verified: bool = True
    counted_from: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Days on the way that share a reason; `days` is how many of them counted."""

    first: date
    last: date
    days: int
    reason: str


def counted(calendar: WorkCalendar, start: date, term: Term) -> tuple[date, list[Span], str]:
    """The last day of a term from a day on that is not counted itself, the days on the way, and the holidays in
    words."""
    if term.unit == RuleUnit.BUSINESS:
        return _business_days(calendar, start, term.amount)
    end = add_months(start, term.amount) if term.unit == RuleUnit.MONTH else start + timedelta(days=term.amount)
    rolled = next_such_day(calendar, end) if term.rolls else end
    skipped = why(calendar, end, rolled) if rolled != end else ""
    return rolled, [], skipped


def _business_days(calendar: WorkCalendar, start: date, amount: int) -> tuple[date, list[Span], str]:
    begins = calendar.midnight(start.toordinal())
    reached = due(calendar, begins, Target(amount, "day", due_time="end_of_day"))
    end = reached.due_at.astimezone(calendar.zone).date()
    spans = [_span(calendar, one) for one in reached.ledger]
    first, last = (start + ONE_DAY, end) if amount >= 0 else (end + ONE_DAY, start)
    return end, spans, why(calendar, first, last, weekends=False)


def _span(calendar: WorkCalendar, one: Any) -> Span:
    first = one.start.astimezone(calendar.zone).date()
    last = (one.end - timedelta(microseconds=1)).astimezone(calendar.zone).date()
    return Span(first, max(first, last), one.counted_days, one.reason or "Business Day")


def amount_words(amount: int, unit: str) -> str:
    """ "10 Business Days", "1 month"; which way it is counted is said beside it."""
    word = {RuleUnit.BUSINESS: "Business Day", RuleUnit.MONTH: "month"}.get(unit, "day")
    return f"{abs(amount)} {word}{'' if abs(amount) == 1 else 's'}"
