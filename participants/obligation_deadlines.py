"""The clocks of obligations: due at the end of a calendar day, however the calendars of working time change."""

from collections.abc import Iterable
from typing import Any, Final

from participants.models import Obligation
from portal.calendars import loading
from portal.calendars.deadlines import FixedDay
from portal.calendars.week import WorkCalendar

CALENDAR: Final = "always"
KIND: Final = "obligation"
PLAN: Final = "obligation"
# How a fixed day is told to a clock; the day was rolled already where the catalog says so.
UNTIL_THE_END: Final = {"due_time": "end_of_day", "roll": "none"}


def rule_of(obligation: Obligation) -> FixedDay:
    return FixedDay(obligation.due_on, **UNTIL_THE_END)


def label_of(obligation: Obligation) -> str:
    return f"{obligation} {obligation.type.name}"


def calendars_named(schedules: Iterable[dict[str, Any]]) -> dict[str, WorkCalendar]:
    """The working calendars that schedules name; a few statements for each."""
    codes = {schedule["calendar"] for schedule in schedules if "calendar" in schedule}
    return {code: loading.current(code)[1] for code in sorted(codes)}
