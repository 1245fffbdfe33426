"""Until when the run and operating day that an issue is about can be disputed."""

from django.db import models
from django.db.models import Q

from issues.choices import SettlementRun, WindowOrigin
from issues.querysets.parts import IssuePartQuerySet
from portal.lifecycle.rows import Row


class DisputeWindow(Row):
    """What was found out when the issue was written, or last looked at: the date, where it is from, and why.

    `reasons` are sentences in order, `spans` the days on the way ({"first", "last", "days", "reason"}). An inquiry
    does not stop it: it runs on until the operator's number of a dispute is recorded. Participants read it.
    """

    REF_PREFIX = "DW"

    issue = models.OneToOneField("issues.Issue", models.CASCADE, related_name="dispute_window")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    run = models.CharField(max_length=20, choices=SettlementRun)
    operating_day = models.DateField()
    rule_code = models.CharField(max_length=30, blank=True)
    origin = models.CharField(max_length=10, choices=WindowOrigin)
    closes_at = models.DateTimeField(null=True, blank=True)
    early_on = models.DateField("file by, for the next regular statement", null=True, blank=True)
    verified = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    spans = models.JSONField(default=list)
    looked_at = models.DateTimeField()

    objects = IssuePartQuerySet.as_manager()

    class Meta:
        verbose_name = "dispute window"
        ordering = ["closes_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(run__in=SettlementRun.values), name="dispute_window_run"),
            models.CheckConstraint(condition=Q(origin__in=WindowOrigin.values), name="dispute_window_origin"),
            models.CheckConstraint(
                condition=Q(origin=WindowOrigin.UNKNOWN, closes_at=None)
                | (~Q(origin=WindowOrigin.UNKNOWN) & Q(closes_at__isnull=False)),
                name="dispute_window_known",
            ),
        ]
        indexes = [
            models.Index(fields=["operating_day", "run"], name="dispute_window_day"),
            models.Index(fields=["looked_at"], name="dispute_window_looked_at"),
        ]

    def __str__(self) -> str:
        return f"{self.get_run_display()} of {self.operating_day}"

    def get_absolute_url(self) -> str:
        return self.issue.get_absolute_url()

    def get_my_url(self) -> str:
        return self.issue.get_my_url()
