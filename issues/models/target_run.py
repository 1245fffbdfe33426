"""Moving the clocks of many issues: in the background, resumable, each issue once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import TargetRunKind
from issues.querysets.targets import DeskRowQuerySet
from portal.calendars.choices import RecomputeState
from portal.lifecycle.rows import Row


class TargetRun(Row):
    """How far it got: issues up to `after_id` are done. `claimed_until` is the lease of the worker that has it."""

    REF_PREFIX = "TR"
    FROM_CATALOG = True

    kind = models.CharField(max_length=20, choices=TargetRunKind)
    policy = models.ForeignKey(
        "issues.ServicePolicy", models.PROTECT, null=True, blank=True, related_name="runs", help_text="what changed"
    )
    event = models.ForeignKey("issues.GridEvent", models.PROTECT, null=True, blank=True, related_name="runs")
    reason = models.CharField(max_length=300)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=RecomputeState, default=RecomputeState.QUEUED)
    claimed_until = models.DateTimeField(null=True, blank=True)
    after_id = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField("issues", default=0)
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField("issues whose clocks changed", default=0)
    last_error = models.CharField(max_length=300, blank=True)

    objects = DeskRowQuerySet.as_manager()

    class Meta:
        verbose_name = "run over the targets of issues"
        verbose_name_plural = "runs over the targets of issues"
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TargetRunKind.values), name="target_run_kind"),
            models.CheckConstraint(condition=Q(state__in=RecomputeState.values), name="target_run_state"),
            models.UniqueConstraint(fields=["event", "kind"], condition=Q(event__isnull=False), name="target_run_once"),
            models.CheckConstraint(
                condition=Q(kind=TargetRunKind.POLICY, event=None)
                | ~Q(kind=TargetRunKind.POLICY) & Q(event__isnull=False),
                name="target_run_of_event",
            ),
        ]
        indexes = [
            models.Index(
                fields=["started_at"],
                condition=Q(state__in=[RecomputeState.QUEUED, RecomputeState.RUNNING]),
                name="target_run_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.started_at:%Y-%m-%d %H:%M}"
