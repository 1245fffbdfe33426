"""One deed done to many issues at once, in the background."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import BulkAct, BulkOutcome
from issues.querysets.bulk import BulkRowQuerySet, BulkRunQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class BulkRun(Row):
    """What somebody chose to do to many issues. `told` holds what was chosen: a person's reference, a text, a cause.

    Workers claim its rows one by one; a run is over when none waits any more. `undoes` names the run it takes back.
    """

    REF_PREFIX = "BU"

    act = models.CharField(max_length=20, choices=BulkAct)
    told = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    total = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        verbose_name = "deed to many issues"
        verbose_name_plural = "deeds to many issues"
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=BulkAct.values), name="bulk_run_act"),
            models.CheckConstraint(condition=Q(total__gt=0), name="bulk_run_of_something"),
        ]
        indexes = [
            models.Index(fields=["by", "-started_at", "-id"], name="bulk_run_of_person"),
            models.Index(fields=["started_at"], condition=Q(finished_at=None), name="bulk_run_unfinished"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} ({self.total})"

    def get_absolute_url(self) -> str:
        return reverse("issues:bulk-detail", args=[self.ref])


class BulkRow(models.Model):
    """One issue of a run and what came of it; `before` and `after` are what an undoing compares and puts back."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows", db_index=False)
    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=BulkOutcome, default=BulkOutcome.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = BulkRowQuerySet.as_manager()

    class Meta:
        verbose_name = "issue of a deed to many"
        verbose_name_plural = "issues of deeds to many"
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="bulk_row_position"),
            models.UniqueConstraint(fields=["run", "issue"], name="bulk_row_once"),
            models.CheckConstraint(condition=Q(outcome__in=BulkOutcome.values), name="bulk_row_outcome"),
            models.CheckConstraint(
                condition=~Q(outcome__in=(BulkOutcome.REFUSED, BulkOutcome.NEEDS_MARK)) | ~Q(reason=""),
                name="bulk_row_refused_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["run", "position"], condition=Q(outcome=BulkOutcome.WAITING), name="bulk_row_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.get_outcome_display()}"
