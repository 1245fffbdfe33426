"""A calendar, a plan and clocks for tests: Monday to Friday 08:00-17:00 in Chicago unless said."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from portal.calendars.actions.clocks import start_clock
from portal.calendars.models import Calendar, CalendarVersion, Clock, Holiday, ReminderLevel, ReminderPlan
from portal.calendars.targets import Target

NINE_TO_FIVE = [[["08:00", "17:00"]]] * 5 + [[], []]
AROUND_THE_CLOCK = [[["00:00", "24:00"]]] * 7
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

# (level, when, amount, unit, audience, ladder)
LADDER = (
    (1, "before", 1, "hour", "responsible", ""),
    (2, "at", 0, "day", "responsible", "E1"),
    (3, "after", 1, "hour", "responsible+senior", "E2"),
    (4, "after", 3, "hour", "supervisors", "E3"),
)


def calendar(code: str = "bh", week: Any = NINE_TO_FIVE, holidays: Any = ()) -> Calendar:
    row = Calendar.objects.create(code=code, name=f"Hours {code}", day_kind="business")
    version(row, holidays=holidays, week=week)
    return row


def version(row: Calendar, *, holidays: Any = (), week: Any = NINE_TO_FIVE) -> CalendarVersion:
    """The next version of a calendar, current at once."""
    former = row.versions.current().first()
    if former is not None:
        CalendarVersion.objects.filter(pk=former.pk).update(current=False)
    number = former.number + 1 if former else 1
    new = CalendarVersion.objects.create(calendar=row, number=number, week=week, published_at=LONG_AGO)
    Holiday.objects.bulk_create([Holiday(version=new, day=day, name=name) for day, name in holidays])
    return new


def plan(code: str = "ladder", levels: Any = LADDER) -> ReminderPlan:
    row = ReminderPlan.objects.create(code=code, name=f"Plan {code}")
    for level, when, amount, unit, audience, ladder in levels:
        ReminderLevel.objects.create(
            plan=row, level=level, name=f"Level {level}", when=when, amount=Decimal(amount), unit=unit,
            audience=audience, message_kind="calendars.deadline.late", ladder=ladder,
        )  # fmt: skip
    return row


def clock(subject: Any, started_at: datetime, amount: Any = 8, unit: str = "hour", **options: Any) -> Clock:
    """A clock started when it begins, by the portal itself."""
    given = {"kind": "answer", "label": "First answer", "calendar": "bh", "by": None, "now": started_at} | options
    if "fixed_day" not in given:
        given["target"] = Target(amount, unit, due_time=given.pop("due", "same"))
    return start_clock(subject=subject, started_at=started_at, **given)


def day(text: str) -> date:
    return date.fromisoformat(text)
