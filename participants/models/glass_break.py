"""Opening a restricted participant for some hours, with a reason that supervisors see and mark."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.choices import GlassMark
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

    def get_absolute_url(self) -> str:
        return self.participant.get_absolute_url()


class GlassReview(Row):
    """What a supervisor thinks of an opening: fine, or asked back with a question. The latest word counts."""

    REF_PREFIX = "GR"

    glass_break = models.OneToOneField(GlassBreak, models.CASCADE, related_name="review")
    mark = models.CharField(max_length=10, choices=GlassMark)
    remark = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = StaffOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "review of an opening"
        verbose_name_plural = "reviews of openings"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(mark__in=GlassMark.values), name="glass_review_mark"),
            models.CheckConstraint(condition=~Q(mark=GlassMark.ASKED) | ~Q(remark=""), name="glass_review_question"),
        ]

    def __str__(self) -> str:
        return f"{self.glass_break}: {self.get_mark_display()}"
