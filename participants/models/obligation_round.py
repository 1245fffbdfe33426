"""One submission for an obligation with what the reviewer answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import Verdict
from participants.querysets.obligations import EvidenceQuerySet, OfObligationQuerySet
from portal.lifecycle.rows import Row


class ObligationRound(Row):
    """What was handed in the first, second ... time. The `comment` is meant for the participant."""

    REF_PREFIX = "OR"

    obligation = models.ForeignKey("participants.Obligation", models.CASCADE, related_name="rounds", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    remark = models.TextField(blank=True, help_text="what the participant says about it")
    confirmation_number = models.CharField(max_length=80, blank=True)
    submitted_at = models.DateTimeField("submitted")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    comment = models.TextField(blank=True, help_text="what the reviewer says; the participant reads it")
    ended_at = models.DateTimeField("looked at or taken back", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = OfObligationQuerySet.as_manager()

    class Meta:
        ordering = ["obligation", "number"]
        verbose_name = "submission"
        constraints = [
            models.UniqueConstraint(fields=["obligation", "number"], name="obligation_round_once"),
            models.UniqueConstraint(fields=["obligation"], condition=Q(verdict=""), name="obligation_round_one_open"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict__in=Verdict.values), name="obligation_round_verdict"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(verdict="") & Q(ended_at__isnull=False),
                name="obligation_round_ended",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.RETURNED) | ~Q(comment=""), name="obligation_round_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Submission {self.number}"


class ObligationEvidence(models.Model):
    """A file that was handed in with a submission; it belongs to the participant of its round."""

    round = models.ForeignKey(ObligationRound, models.CASCADE, related_name="evidence", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["round", "id"]
        verbose_name = "evidence of an obligation"
        verbose_name_plural = "evidence of obligations"
        indexes = [models.Index(fields=["round", "id"], name="obligation_evidence_round")]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"
