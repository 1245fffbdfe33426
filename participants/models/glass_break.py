"""Opening a restricted participant for some hours, with a reason that supervisors see."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.querysets.staff_only import StaffOnlyQuerySet
from portal.lifecycle.rows import Row


class GlassBreak(Row):
    REF_PREFIX = "GB"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="glass_breaks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="glass_breaks")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = StaffOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="glass_break_reason"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("opened_at")), name="glass_break_period"),
        ]
        indexes = [models.Index(fields=["person", "participant", "expires_at"], name="glass_break_person")]

    def __str__(self) -> str:
        return f"{self.person} opened {self.participant}"
