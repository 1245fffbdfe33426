from portal.calendars.models.calendar import Calendar, CalendarVersion, Holiday
from portal.calendars.models.clock import Clock, ClockChange, ClockInterval
from portal.calendars.models.ladder import EscalationStep, ReminderLevel, ReminderPlan
from portal.calendars.models.recompute import RecomputeRun

__all__ = [
    "Calendar",
    "CalendarVersion",
    "Clock",
    "ClockChange",
    "ClockInterval",
    "EscalationStep",
    "Holiday",
    "RecomputeRun",
    "ReminderLevel",
    "ReminderPlan",
]
