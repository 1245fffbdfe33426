"""An import run: a file read into a preview, then applied in one transaction, or discarded."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ImportKind, ImportStatus, RowOutcome
from participants.querysets.staff_only import StaffOnlyQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class ImportRun(Row):
    """`upload` holds the file only until it is read.

    Each step (reading, applying) is taken by one worker, which claims it by `claimed_at`; a claim that grew
    old belonged to a worker that died. Who started a run may be nobody: the command line acts as the portal.
    """

    REF_PREFIX = "IM"

    kind = models.CharField(max_length=20, choices=ImportKind, default=ImportKind.PARTICIPANTS)
    status = models.CharField(max_length=20, choices=ImportStatus, default=ImportStatus.READING)
    file_name = models.CharField(max_length=200)
    upload = models.BinaryField(null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="imports")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="who had the preview applied"
    )
    started_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="when a worker took the present step")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="how often the present step was taken")
    finished_at = models.DateTimeField(null=True, blank=True)
    report_date = models.DateField(null=True, blank=True)
    full_list = models.BooleanField("complete list", default=False)
    sheets = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    done = models.PositiveIntegerField("rows done", default=0)
    total = models.PositiveIntegerField("rows in all", default=0)
    refusal = models.TextField("why it was refused", blank=True)

    objects = StaffOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="import_run_kind"),
            models.CheckConstraint(condition=Q(status__in=ImportStatus.values), name="import_run_status"),
            models.CheckConstraint(
                condition=~Q(status=ImportStatus.REFUSED) | ~Q(refusal=""), name="import_run_refusal"
            ),
        ]
        indexes = [
            models.Index(
                fields=["claimed_at"], condition=Q(status__in=["reading", "applying"]), name="import_run_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"Import {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("participants:import-detail", args=[self.ref])


class ImportRow(models.Model):
    """One row of the file and what applying it would do.

    `data` is the row as it was read, `changes` maps a field to [old, new]. When the run ends the rows that
    change nothing go, and those that hold people's data: the audit trail tells what was done.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(help_text="its place in the preview, from 1")
    sheet = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=RowOutcome)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    notes = models.JSONField(default=list)

    objects = StaffOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="import_row_once"),
            models.CheckConstraint(condition=Q(outcome__in=RowOutcome.values), name="import_row_outcome"),
            models.CheckConstraint(condition=~Q(outcome="refused") | ~Q(reason=""), name="import_row_reason"),
        ]
        indexes = [models.Index(fields=["run", "outcome", "position"], name="import_row_outcome_idx")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}".strip()
