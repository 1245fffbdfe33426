"""What hangs on a dispute: its days, its history, its files."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import DisputeResolution, DisputeStatus, Side
from issues.querysets.disputes import DisputePartQuerySet
from portal.lifecycle.rows import Row


class DisputeDay(models.Model):
    """One operating day of a dispute over several, with the amount disputed for it; at most 31."""

    dispute = models.ForeignKey("issues.Dispute", models.CASCADE, related_name="days", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    operating_day = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    objects = DisputePartQuerySet.as_manager()

    class Meta:
        verbose_name = "day of a dispute"
        verbose_name_plural = "days of disputes"
        ordering = ["dispute", "operating_day"]
        constraints = [models.UniqueConstraint(fields=["dispute", "operating_day"], name="dispute_day_once")]

    def __str__(self) -> str:
        return f"{self.operating_day}: {self.amount}"


class DisputeStep(models.Model):
    """That a dispute entered a status, or was given its number: never changed, read by both sides."""

    dispute = models.ForeignKey("issues.Dispute", models.CASCADE, related_name="steps", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=DisputeStatus)
    resolution = models.CharField(max_length=24, choices=DisputeResolution, blank=True)
    what = models.CharField(max_length=120)
    reason = models.CharField(max_length=1000, blank=True)
    side = models.CharField(max_length=12, choices=Side)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=120)

    objects = DisputePartQuerySet.as_manager()

    class Meta:
        verbose_name = "step of a dispute"
        verbose_name_plural = "steps of disputes"
        ordering = ["dispute", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=DisputeStatus.values), name="dispute_step_status"),
            models.CheckConstraint(
                condition=Q(resolution="") | Q(resolution__in=DisputeResolution.values), name="dispute_step_resolution"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="dispute_step_side"),
        ]
        indexes = [models.Index(fields=["dispute", "at", "id"], name="dispute_step_order")]

    def __str__(self) -> str:
        return self.what


class DisputeFile(Row):
    """A file that belongs to a dispute; both sides read it."""

    REF_PREFIX = "DF"

    dispute = models.ForeignKey("issues.Dispute", models.CASCADE, related_name="files")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    at = models.DateTimeField()

    objects = DisputePartQuerySet.as_manager()

    class Meta:
        verbose_name = "file of a dispute"
        verbose_name_plural = "files of disputes"
        ordering = ["dispute", "id"]
        constraints = [models.CheckConstraint(condition=Q(side__in=Side.values), name="dispute_file_side")]

    def __str__(self) -> str:
        return str(self.document)
