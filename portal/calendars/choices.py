"""The choices of calendars and clocks."""

from django.db import models


class DayKind(models.TextChoices):
    """The kind of day a rule names."""

    CALENDAR = "calendar", "Calendar day"
    BUSINESS = "business", "Business Day"
    BANK = "bank", "Bank Business Day"
    RETAIL = "retail", "Retail Business Day"


class Unit(models.TextChoices):
    MINUTE = "minute", "minutes"
    HOUR = "hour", "hours"
    DAY = "day", "days"


class StartDay(models.TextChoices):
    EXCLUSIVE = "exclusive", "first day not counted"
    INCLUSIVE = "inclusive", "first day counted"


class DueTime(models.TextChoices):
    SAME = "same", "same time of day"
    CLOSE = "close", "close of business"
    END_OF_DAY = "end_of_day", "end of the day"


class AtZero(models.TextChoices):
    """When a target of nothing is due: stated by its rule, never accidental."""

    START = "start", "at the start"
    OPENING = "opening", "at the next opening"


class Roll(models.TextChoices):
    """What a fixed day becomes when the calendar is closed on it."""

    NONE = "none", "stays"
    NEXT = "next", "next such day"
    PREVIOUS = "previous", "previous such day"


class ClockState(models.TextChoices):
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    STOPPED = "stopped", "Stopped"


class Outcome(models.TextChoices):
    """How a stopped clock ended."""

    MET = "met", "Met"
    MISSED = "missed", "Missed"
    MERGED = "merged", "Merged"
    CANCELED = "canceled", "Canceled"


class IntervalKind(models.TextChoices):
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"


class StepOutcome(models.TextChoices):
    """What became of a step of the ladder."""

    PENDING = "pending", "Pending"
    NOTIFIED = "notified", "Notified"
    SUPERSEDED = "superseded", "Superseded by a higher level"
    CANCELED = "canceled", "Canceled"


class ChangeCause(models.TextChoices):
    """Why a clock's due instant was worked out anew."""

    STARTED = "started", "Started"
    PAUSED = "paused", "Paused"
    RESUMED = "resumed", "Resumed"
    CALENDAR = "calendar", "Calendar changed"
    POLICY = "policy", "Rule changed"
    STOPPED = "stopped", "Stopped"


class RecomputeState(models.TextChoices):
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class When(models.TextChoices):
    """Where a reminder lies relative to the due instant."""

    BEFORE = "before", "before the due date"
    AT = "at", "at the due date"
    AFTER = "after", "after the due date"
    SHARE = "share", "when this share (%) of the time has passed"
