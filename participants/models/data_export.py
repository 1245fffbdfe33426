"""A copy of what one person may read of a company, prepared in the background and kept for some days."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ExportFormat, ExportState
from participants.querysets.data_exports import DataExportQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class DataExport(Row):
    """Whoever asked for it reads it, nobody else. `counts`: the rows of each noun; `cut`: the nouns left incomplete."""

    REF_PREFIX = "DE"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="data_exports", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    format = models.CharField(max_length=10, choices=ExportFormat)
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.WAITING)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    cut = models.JSONField(default=list, blank=True)
    size = models.PositiveIntegerField("size in bytes", default=0)
    refusal = models.CharField("why there is none", max_length=300, blank=True)

    objects = DataExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(format__in=ExportFormat.values), name="data_export_format"),
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="data_export_state"),
            models.CheckConstraint(
                condition=~Q(state=ExportState.READY) | Q(ready_at__isnull=False, expires_at__isnull=False),
                name="data_export_ready_at",
            ),
            models.UniqueConstraint(
                fields=["participant", "person"], condition=Q(state=ExportState.WAITING), name="data_export_one_waiting"
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "person", "-asked_at"], name="data_export_of"),
            models.Index(fields=["id"], condition=Q(state=ExportState.WAITING), name="data_export_waiting"),
            models.Index(fields=["expires_at"], condition=Q(state=ExportState.READY), name="data_export_ready"),
        ]

    def __str__(self) -> str:
        return f"Data export {self.ref}"

    @property
    def rows(self) -> int:
        """How many rows of all nouns it holds."""
        return sum(self.counts.values())

    def get_my_url(self) -> str:
        return reverse("my-data")


class DataExportContent(models.Model):
    """The bytes of one export, compressed; gone once it expires."""

    export = models.OneToOneField(DataExport, models.CASCADE, primary_key=True, related_name="content")
    content = models.BinaryField()

    class Meta:
        verbose_name = "content of a data export"
        verbose_name_plural = "contents of data exports"

    def __str__(self) -> str:
        return f"Content of {self.export_id}"
