"""The fixed words of reports."""

from django.db import models


class Rhythm(models.TextChoices):
    """How often a report is drawn by itself; each time for the latest such period that is over."""

    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"


class RunState(models.TextChoices):
    """What became of drawing a report in the background."""

    WAITING = "waiting", "Being prepared"
    READY = "ready", "Ready"
    REFUSED = "refused", "Not allowed any more"
    FAILED = "failed", "Failed"
    EXPIRED = "expired", "Expired"
