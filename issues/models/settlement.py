"""The settlement calendar as the operator publishes it: when each run of an operating day is posted and disputed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import SettlementRun
from issues.querysets.settlement import SettlementDateQuerySet, SettlementImportQuerySet
from portal.lifecycle.rows import Row


class SettlementImport(Row):
    """One file that was taken over: who, when, and what came of it. The staff's own."""

    REF_PREFIX = "SI"

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    added = models.PositiveIntegerField(default=0)
    replaced = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    older = models.PositiveIntegerField("older than what is held", default=0)
    left_out = models.PositiveIntegerField("of runs the portal does not keep", default=0)

    objects = SettlementImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import of the settlement calendar"
        verbose_name_plural = "imports of the settlement calendar"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="settlement_import_newest")]

    def __str__(self) -> str:
        return self.file_name


class SettlementDate(Row):
    """One row of the calendar in one version. What a newer version replaced is kept, with the instant it was.

    `version` is text as published; `payout_date` the published invoice pay-out date.
    """

    REF_PREFIX = "SD"

    run = models.CharField("settlement type", max_length=20, choices=SettlementRun)
    operating_day = models.DateField("operating date")
    batch_date = models.DateField(null=True, blank=True)
    version = models.CharField(max_length=20, blank=True)
    invoice_date = models.DateField(null=True, blank=True)
    invoice_due_date = models.DateField(null=True, blank=True)
    payout_date = models.DateField("invoice pay-out date", null=True, blank=True)
    post_date = models.DateField(null=True, blank=True)
    dispute_date = models.DateField(null=True, blank=True)
    source_import = models.ForeignKey(SettlementImport, models.PROTECT, related_name="rows")
    imported_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = SettlementDateQuerySet.as_manager()

    class Meta:
        verbose_name = "row of the settlement calendar"
        verbose_name_plural = "rows of the settlement calendar"
        ordering = ["-operating_day", "run", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(run__in=SettlementRun.values), name="settlement_date_run"),
            models.UniqueConstraint(
                fields=["operating_day", "run"], condition=Q(replaced_at=None), name="settlement_date_one_holds"
            ),
        ]
        indexes = [models.Index(fields=["operating_day", "run", "-imported_at"], name="settlement_date_history")]

    def __str__(self) -> str:
        return f"{self.get_run_display()} of {self.operating_day}"
