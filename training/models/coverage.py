"""How much of what a participant should know somebody there has learned: figures kept for lists."""

from django.db import models
from django.db.models import F, Q

from participants.querysets.owned import DeskQuerySet


class TrainingCoverage(models.Model):
    """One participant's figures, counted by the sweep from certificates and enrollments, never written by hand.

    Courses are those required or recommended for its roles: `wanted` in all, `covered` by a certificate of somebody,
    `enrolled` where nobody has one yet but somebody will sit in a session. `expiring` counts certificates. Staff only.
    """

    participant = models.OneToOneField(
        "participants.Participant", models.CASCADE, primary_key=True, related_name="training_coverage"
    )
    wanted = models.PositiveSmallIntegerField()
    covered = models.PositiveSmallIntegerField()
    enrolled = models.PositiveSmallIntegerField()
    expiring = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    counted_at = models.DateTimeField()

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "training coverage"
        verbose_name_plural = "training coverage"
        ordering = ["percent", "participant"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gte=F("covered") + F("enrolled")), name="coverage_of_wanted"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="coverage_percent"),
        ]
        indexes = [
            models.Index(fields=["percent", "participant"], name="coverage_by_percent"),
            models.Index(fields=["-expiring", "participant"], name="coverage_by_expiring"),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"

    @property
    def missing(self) -> int:
        return self.wanted - self.covered - self.enrolled
