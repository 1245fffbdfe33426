"""Answers that left although they name another company."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.querysets.parts import StaffPartQuerySet
from portal.lifecycle.rows import Row


class ReleaseOverride(Row):
    """Who let an answer leave although the release check held it, and why; supervisors read it.

    `findings` keeps what was found, in words; the comment may be gone where the answer was taken back.
    """

    REF_PREFIX = "RO"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="overrides")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    comment = models.ForeignKey("issues.Comment", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    findings = models.JSONField()

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        verbose_name = "answer let go"
        verbose_name_plural = "answers let go"
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="release_override_reasoned")]
        indexes = [models.Index(fields=["-at", "-id"], name="release_override_newest")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.reason}"
