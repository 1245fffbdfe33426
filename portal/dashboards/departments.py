"""How long departments held the questions of a period, against the time they have for an answer."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from issues.models import Referral, ReferralTime
from issues.querysets.referrals import was_late
from issues.referral_lists import asked_between
from issues.referral_report import time_of
from issues.rules.referral_moves import HELD_BY_DEPARTMENT
from portal.calendars.choices import Unit
from portal.calendars.days import next_such_day
from portal.calendars.deadline_lists import end_of, start_of
from portal.calendars.week import WorkCalendar
from portal.calendars.worktime import elapsed
from portal.scoping.today import market_day

# The latest questions of the period; older ones do not count in the time held.
MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Department:
    """Numbers of questions, and open business time held: the least, the quarters, the most, and the target."""

    code: str
    name: str
    asked: int
    waiting: int
    late: int
    held: tuple[timedelta, timedelta, timedelta, timedelta, timedelta]
    target: timedelta

    @property
    def median(self) -> timedelta:
        return self.held[2]


def departments(
    user: Any,
    ours: Callable[[QuerySet], QuerySet],
    *,
    since: date,
    until: date,
    calendar: WorkCalendar | None,
    now: datetime,
) -> tuple[list[Department], bool]:
    """Who held it longest first, and whether only the latest were looked at; three statements."""
    rows = asked_between(ours(Referral.objects.visible_to(user)), since, until)
    late = ExpressionWrapper(was_late(now), output_field=BooleanField())
    wanted = list(
        rows.annotate(was_late=late)
        .select_related("department")
        .only("ref", "state", "asked_at", "due_at", "department__code", "department__name")
        .order_by("-asked_at", "-id")[: MOST + 1]
    )
    shown = wanted[:MOST]
    if not shown or calendar is None:
        return [], False
    times, targets = time_of(shown, now), targets_of(calendar, now)
    groups: dict[tuple[str, str], list[Referral]] = defaultdict(list)
    for row in shown:
        groups[row.department.code, row.department.name].append(row)
    found = [
        Department(
            code,
            name,
            len(group),
            sum(row.state in HELD_BY_DEPARTMENT for row in group),
            sum(row.was_late for row in group),
            quarters([times[row.pk].department if row.pk in times else timedelta() for row in group]),
            targets.get(code) or targets.get(ReferralTime.DEFAULT, timedelta()),
        )
        for (code, name), group in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.median, one.name)), len(wanted) > MOST


def quarters(held: Sequence[timedelta]) -> tuple[timedelta, timedelta, timedelta, timedelta, timedelta]:
    """The least, the first quarter, the median, the third quarter and the most; halves without the median."""
    ordered = sorted(held)
    middle = len(ordered) // 2
    lower, upper = ordered[:middle] or ordered, ordered[-middle:] if middle else ordered
    return ordered[0], median(lower), median(ordered), median(upper), ordered[-1]


def targets_of(calendar: WorkCalendar, now: datetime) -> dict[str, timedelta]:
    """The time for an answer by the department's code, in open time; one statement."""
    day = next_such_day(calendar, market_day(now) + timedelta(days=1))
    length = elapsed(calendar, start_of(day), end_of(day))
    units = {Unit.DAY: length, Unit.HOUR: timedelta(hours=1), Unit.MINUTE: timedelta(minutes=1)}
    rows = ReferralTime.objects.holding(market_day(now)).values_list("code", "amount", "unit")
    return {code: amount * units[unit] for code, amount, unit in rows}
