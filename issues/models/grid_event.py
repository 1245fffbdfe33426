"""Grid-event mode: a declared event in which targets of what is not critical stand still, and which clocks did."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from issues.models.duty_shift import SPAN
from issues.querysets.targets import GridEventQuerySet, GridPauseQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class GridEvent(Row):
    """From when until when (open: until somebody ends it), and the published `reason`, which everybody reads."""

    REF_PREFIX = "GE"

    reason = models.CharField("published reason", max_length=200)
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until", null=True, blank=True)

    objects = GridEventQuerySet.as_manager()

    class Meta:
        verbose_name = "grid event"
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grid_event_reason"),
            models.CheckConstraint(condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="grid_event_period"),
            ExclusionConstraint(name="grid_event_one_at_once", expressions=[(SPAN, RangeOperators.OVERLAPS)]),
        ]

    def __str__(self) -> str:
        return self.reason

    def get_absolute_url(self) -> str:
        return reverse("issues:grid-event-detail", args=[self.ref])


class GridPause(models.Model):
    """That a clock stood still for an event: from when, and until when; written once however often it is tried."""

    event = models.ForeignKey(GridEvent, models.PROTECT, related_name="pauses")
    clock = models.ForeignKey("calendars.Clock", models.CASCADE, related_name="grid_pauses", db_index=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = GridPauseQuerySet.as_manager()

    class Meta:
        verbose_name = "pause for a grid event"
        verbose_name_plural = "pauses for grid events"
        ordering = ["event", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "event", "from_at"], name="grid_pause_once"),
            models.UniqueConstraint(fields=["clock"], condition=Q(until_at=None), name="grid_pause_one_open"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="grid_pause_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} for {self.event_id}"
