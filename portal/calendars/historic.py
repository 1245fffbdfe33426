"""Which of our tables keep what their rows were: calendars, and when reminders and escalations come."""

from typing import Final

from portal.audit import history
from portal.audit.history import Kept
from portal.calendars.models import Calendar, CalendarVersion, Holiday, ReminderLevel, ReminderPlan

KEPT: Final = (
    Kept(Calendar),
    Kept(CalendarVersion, part_of="calendar_id"),
    Kept(Holiday, part_of="version_id"),
    Kept(ReminderPlan),
    Kept(ReminderLevel, part_of="plan_id"),
)


def register() -> None:
    history.register(KEPT)
