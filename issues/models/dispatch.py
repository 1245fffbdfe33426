"""Answers that have not left yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.querysets.parts import StaffPartQuerySet
from portal.lifecycle.rows import Row


class Dispatch(Row):
    """An answer of the staff on its way: until `leaves_at` its writer may take it back.

    `before` is how the issue stood, so that it stands so again; `last_step` the step it was in afterwards. Once taken
    back, the comment is gone and its words are a `note` among the staff.
    """

    REF_PREFIX = "DP"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="dispatches", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    comment = models.OneToOneField("issues.Comment", models.PROTECT, null=True, related_name="dispatch")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    leaves_at = models.DateTimeField()
    before = models.JSONField()
    steps_before = models.BigIntegerField(help_text="key of the last step before it")
    last_step = models.BigIntegerField(help_text="key of the last step with it")
    happened = models.JSONField(default=list, help_text="what the issue's parts were told of it")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    note = models.OneToOneField("issues.Note", models.PROTECT, null=True, related_name="+")

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        verbose_name = "answer on its way"
        verbose_name_plural = "answers on their way"
        ordering = ["-leaves_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None, comment__isnull=False, note=None)
                | Q(taken_back_at__isnull=False, comment=None, note__isnull=False),
                name="dispatch_comment_or_note",
            ),
        ]
        indexes = [models.Index(fields=["issue", "-leaves_at"], name="dispatch_issue")]

    def __str__(self) -> str:
        return f"Answer that leaves at {self.leaves_at:%Y-%m-%d %H:%M:%S}"
