"""What the facts suggest for a participant's plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ProposalKind, ProposalState
from participants.querysets.plans import PlanInsideQuerySet
from portal.lifecycle.rows import Row


class PlanProposal(Row):
    """One suggestion with the rows it rests on; once rejected it is not made again until `quiet_until`.

    `topic` says what it is about within its `source` (a registered finder), so that it is made once. `evidence` is a
    list of `{"text", "ref", "date"}`. Staff only.
    """

    REF_PREFIX = "PP"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="plan_proposals", db_index=False
    )
    source = models.CharField(max_length=60)
    topic = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ProposalKind)
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=1000, blank=True)
    quiet_until = models.DateField(null=True, blank=True)
    became = models.CharField(max_length=20, blank=True, help_text="the line of the plan it became")

    objects = PlanInsideQuerySet.as_manager()

    class Meta:
        verbose_name = "proposal for a plan"
        verbose_name_plural = "proposals for plans"
        ordering = ["participant", "-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "source", "topic"],
                condition=Q(state=ProposalState.OPEN),
                name="plan_proposal_once_open",
            ),
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="plan_proposal_kind"),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="plan_proposal_state"),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REJECTED) | ~Q(reason="") & Q(quiet_until__isnull=False),
                name="plan_proposal_rejected_why",
            ),
        ]
        indexes = [models.Index(fields=["participant", "state", "source", "topic"], name="plan_proposal_topic")]

    def __str__(self) -> str:
        return self.title
