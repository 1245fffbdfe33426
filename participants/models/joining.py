"""Two entities joined into one, with what moved, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.querysets.staff_only import StaffOnlyQuerySet
from portal.lifecycle.rows import Row


class Joining(Row):
    """`moved` lists, per model, the ids that went from `absorbed` to `kept`; undoing moves just those back."""

    REF_PREFIX = "JN"

    kept = models.ForeignKey("participants.Participant", models.PROTECT, related_name="joinings_kept")
    absorbed = models.ForeignKey("participants.Participant", models.PROTECT, related_name="joinings_absorbed")
    reason = models.TextField()
    moved = models.JSONField(default=dict)
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = StaffOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-joined_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="joining_two_entities"),
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at=None), name="joining_absorbed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed} joined into {self.kept}"
