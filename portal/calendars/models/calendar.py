"""Working time as data: a calendar, its versions, and the holidays of each version.

A version is never edited: publishing a change makes the next one, so that a clock can name the version its
due instant was worked out with.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.calendars.choices import DayKind
from portal.calendars.querysets.calendars import CalendarQuerySet, CalendarVersionQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Calendar(Row):
    """One way of counting days; `code` names it in rules and in the API."""

    REF_PREFIX = "CA"
    FROM_CATALOG = True

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    day_kind = models.CharField(max_length=20, choices=DayKind)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.CheckConstraint(condition=Q(day_kind__in=DayKind.values), name="calendar_day_kind")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("calendars:calendar-detail", args=[self.code])


class CalendarVersion(Row):
    """What held from its publication until the next one.

    `week` lists the opening hours of each weekday, Monday first: `[[["08:00", "17:00"]], ..., [], []]`;
    `24:00` closes a day at midnight. `entered_yearly` names holidays whose days somebody sets each year, with
    how many there are: `{"Christmas": 2}`.
    """

    REF_PREFIX = "CV"
    FROM_CATALOG = True

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    zone = models.CharField(max_length=60, default="America/Chicago")
    week = models.JSONField()
    entered_yearly = models.JSONField(default=dict, blank=True)
    current = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = CalendarVersionQuerySet.as_manager()

    class Meta:
        ordering = ["calendar", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="calendar_version_number"),
            models.UniqueConstraint(fields=["calendar"], condition=Q(current=True), name="calendar_version_current"),
        ]

    def __str__(self) -> str:
        return f"{self.calendar.code} version {self.number}"


class Holiday(models.Model):
    """A named day of one version. `hours` is empty for a day closed throughout, else the shortened hours.

    `counts` is false for a public holiday on which this calendar is open all the same.
    """

    version = models.ForeignKey(CalendarVersion, models.CASCADE, related_name="holidays")
    day = models.DateField()
    name = models.CharField(max_length=120)
    hours = models.JSONField(default=list, blank=True)
    counts = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["version", "day"], name="holiday_day_once"),
            models.CheckConstraint(condition=~Q(name=""), name="holiday_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
