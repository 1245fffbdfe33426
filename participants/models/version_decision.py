"""Whether a running checklist follows a new version of a block, or stays with the one it was opened under."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import VersionChoice
from participants.querysets.version_decisions import VersionDecisionQuerySet
from portal.lifecycle.rows import Row


class VersionDecision(Row):
    """Staff only: what follows from it the participant reads on the items.

    `steps` tells what became of each item that was concerned: code, step, and the day it is due, if any. A decision
    to stay may be followed by adopting the version after all; it is the same row then.
    """

    REF_PREFIX = "VD"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    checklist = models.ForeignKey("participants.Checklist", models.CASCADE, related_name="decisions", db_index=False)
    version = models.ForeignKey("participants.BlockVersion", models.PROTECT, related_name="decisions")
    choice = models.CharField(max_length=10, choices=VersionChoice)
    reason = models.TextField(blank=True)
    steps = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = VersionDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "decision about a version"
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "version"], name="version_decision_once"),
            models.CheckConstraint(condition=Q(choice__in=VersionChoice.values), name="version_decision_choice"),
            models.CheckConstraint(
                condition=~Q(choice=VersionChoice.STAYED) | ~Q(reason=""), name="version_decision_stays_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-decided_at"], name="version_decision_participant"),
            models.Index(fields=["-decided_at", "-id"], name="version_decision_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_choice_display().lower()}"
