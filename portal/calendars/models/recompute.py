"""Working out the open clocks of a calendar anew after a version was published: in the background, resumable."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.calendars.choices import RecomputeState
from portal.calendars.models.calendar import CalendarVersion
from portal.calendars.querysets.calendars import CalendarVersionQuerySet
from portal.lifecycle.rows import Row


class RecomputeRun(Row):
    """How far it got: clocks up to `after_id` are done. `claimed_until` is the lease of the worker that has it."""

    REF_PREFIX = "RC"
    FROM_CATALOG = True

    version = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="recomputes")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=RecomputeState, default=RecomputeState.QUEUED)
    claimed_until = models.DateTimeField(null=True, blank=True)
    after_id = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    became_late = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    objects = CalendarVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=RecomputeState.values), name="recompute_state")]
        indexes = [
            models.Index(
                fields=["started_at"],
                condition=Q(state__in=[RecomputeState.QUEUED, RecomputeState.RUNNING]),
                name="recompute_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"Recompute under {self.version}"
