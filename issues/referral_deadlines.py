"""The clocks of questions to departments and of resolution plans."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from accounts.models import Department
from issues.models import Referral, ReferralTime
from issues.querysets.referrals import KIND
from portal.calendars import loading
from portal.calendars.days import next_such_day
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.calendars.week import WorkCalendar
from portal.lifecycle.refusals import Refused

CALENDAR: Final = "ercot-business"
REFERRAL: Final = KIND
REFERRAL_LABEL: Final = "Answer of a department"
ESCALATION: Final = "escalation"
ESCALATION_LABEL: Final = "Resolution plan"
ESCALATION_PLAN: Final = "escalation"
# Where no row says otherwise, as if the catalog had not been loaded.
TWO_DAYS: Final = Target(2, "day")
DEFAULT_PLAN: Final = "referral"
FURTHEST: Final = 366
PAST: Final = "Choose a day from today on."
TOO_FAR: Final = "Choose a day within a year."
OVER: Final = "Business is over for today: choose a later day."


def time_of(department: Department) -> ReferralTime | None:
    """How long the department has for an answer: its own row, else the one for all."""
    rows = {row.code: row for row in ReferralTime.objects.filter(code__in=(department.code, ReferralTime.DEFAULT))}
    return rows.get(department.code) or rows.get(ReferralTime.DEFAULT)


def rule_for(department: Department, due_on: date | None, now: datetime) -> dict[str, Any]:
    """Target or day, and the reminder plan, as a clock takes them; `Refused` for a day that cannot be."""
    time = time_of(department)
    rule: dict[str, Any] = {"plan": time.plan if time else DEFAULT_PLAN}
    if due_on is not None:
        require_day(due_on, now)
        return rule | {"fixed_day": due_on, "due_time": "close", "roll": "next"}
    return rule | {"target": Target(time.amount, time.unit) if time else TWO_DAYS}


def require_day(day: date, now: datetime) -> None:
    """That business closes on the day, or the next such one, in the future and within a year."""
    _version, calendar = loading.current(CALENDAR)
    today = now.astimezone(calendar.zone).date()
    if day < today:
        raise Refused(PAST)
    if (day - today).days > FURTHEST:
        raise Refused(TOO_FAR)
    if not _closes_after(calendar, day, now):
        raise Refused(OVER)


def is_ahead(day: date, now: datetime) -> bool:
    """Whether business has not closed yet on the day, or the next such one."""
    _version, calendar = loading.current(CALENDAR)
    return _closes_after(calendar, day, now)


def _closes_after(calendar: WorkCalendar, day: date, now: datetime) -> bool:
    return calendar.closes_at(next_such_day(calendar, day)) > now


def open_clock(row: Any, kind: str) -> Clock | None:
    """The one clock of the row that has not stopped."""
    return Clock.objects.of(row).filter(kind=kind).open().first()


def with_clocks(rows: Iterable[Any], kind: str) -> list[Any]:
    """The same rows, each with its latest `clock` of the kind; one statement."""
    rows = list(rows)
    refs = [row.ref for row in rows]
    clocks = Clock.objects.filter(subject_ref__in=refs, kind=kind).order_by("cycle") if refs else []
    latest = {clock.subject_ref: clock for clock in clocks}
    for row in rows:
        row.clock = latest.get(row.ref)
    return rows


def keep_due(referral: Referral, clock: Clock) -> None:
    """Copy the clock's due instant, which lists are sorted by; a rested one keeps what it had."""
    if clock.due_at is not None:
        referral.apply(due_at=clock.due_at)
