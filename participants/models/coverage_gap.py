"""A participant nobody is responsible for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import GapReason
from participants.querysets.handing_over import GapQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class CoverageGap(Row):
    """Found by the daily check, escalated by its clock, and closed by itself once somebody is assigned.

    `first_day` is the first day without a responsible person, `person` who was responsible before.
    """

    REF_PREFIX = "CG"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=10, choices=GapReason)
    first_day = models.DateField("nobody from")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    found_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = "participant without a responsible person"
        verbose_name_plural = "participants without a responsible person"
        ordering = ["first_day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant"], condition=Q(closed_at=None), name="coverage_gap_one_open"),
            models.CheckConstraint(condition=Q(reason__in=GapReason.values), name="coverage_gap_reason"),
        ]
        indexes = [
            models.Index(fields=["first_day", "id"], condition=Q(closed_at=None), name="coverage_gap_open"),
            models.Index(fields=["participant", "-found_at"], name="coverage_gap_participant"),
            models.Index(fields=["-closed_at", "-id"], name="coverage_gap_closed"),
        ]

    def __str__(self) -> str:
        return f"Nobody responsible from {self.first_day:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("participants:coverage-list")
