"""What a reader said of a version: whether it helped, and why not."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.lifecycle.rows import Row
from training.models.article_version import ArticleVersion
from training.querysets.article_feedback import FeedbackQuerySet


class ArticleFeedback(Row):
    """One word of one person on one version; said again it replaces the former one. The staff reads all of them.

    `participant` is the company acted for, so that the staff knows whom to ask; empty for colleagues.
    """

    REF_PREFIX = "KF"

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="feedback", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    helpful = models.BooleanField()
    comment = models.CharField(max_length=1000, blank=True)
    given_at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "feedback on an article"
        verbose_name_plural = "feedback on articles"
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="article_feedback_once"),
        ]
        indexes = [
            models.Index(
                fields=["version", "-given_at", "-id"], condition=~Q(comment=""), name="article_feedback_commented"
            ),
            models.Index(fields=["person"], name="article_feedback_person"),
            models.Index(
                fields=["participant"], condition=Q(participant__isnull=False), name="article_feedback_participant"
            ),
        ]

    def __str__(self) -> str:
        return "Helpful" if self.helpful else "Not helpful"
