"""What the participant reads of a target: the clock itself is the desk's own."""

from django.db import models
from django.db.models import Q

from issues.choices import TargetKind
from issues.querysets.held import FreePartQuerySet
from portal.calendars.choices import ClockState


class IssueTarget(models.Model):
    """The latest clock of one kind, as far as it concerns the participant; kept up to date beside the clock.

    `due_at` is empty while it rests; `resting` says why in words that the participant may read. `ended_at` is when
    the operator answered, or the target was no longer needed (`met` is then empty).
    """

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="targets", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=TargetKind)
    calendar = models.SlugField(max_length=60, db_index=False)
    state = models.CharField(max_length=10, choices=ClockState)
    due_at = models.DateTimeField(null=True, blank=True)
    resting = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    met = models.BooleanField(null=True, blank=True)

    objects = FreePartQuerySet.as_manager()

    class Meta:
        verbose_name = "target of an issue"
        verbose_name_plural = "targets of issues"
        ordering = ["issue", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "kind"], name="issue_target_once"),
            models.CheckConstraint(condition=Q(kind__in=TargetKind.values), name="issue_target_kind"),
            models.CheckConstraint(condition=Q(state__in=ClockState.values), name="issue_target_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.issue_id}"
