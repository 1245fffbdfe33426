"""That an issue needs more than ordinary work: which level, why, by what plan, until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import EscalationCause, EscalationEnding, EscalationLevel, FormalRoute
from issues.querysets.escalations import EscalationQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Escalation(Row):
    """One step of the ladder that an issue stands on until it is ended with its outcome. Staff only.

    `occasion` names what made it escalate where that may happen once only: a level of a clock, a reopening. A rule
    has no `opened_by`. `referral` is the question whose answer is late. `target_on` has a clock of its own.
    """

    REF_PREFIX = "EX"

    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="escalations", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    referral = models.ForeignKey("issues.Referral", models.PROTECT, null=True, blank=True, related_name="escalations")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    level = models.CharField(max_length=2, choices=EscalationLevel)
    cause = models.CharField(max_length=20, choices=EscalationCause)
    occasion = models.CharField(max_length=60, blank=True, editable=False)
    route = models.CharField("formal route", max_length=20, choices=FormalRoute, blank=True)
    reason = models.TextField()
    plan = models.TextField("resolution plan", blank=True)
    target_on = models.DateField("target", null=True, blank=True)
    told_representative = models.BooleanField("the participant's authorized representative was told", default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ending = models.CharField(max_length=20, choices=EscalationEnding, blank=True)
    outcome = models.TextField("what came of it", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["occasion"], condition=~Q(occasion=""), name="escalation_once"),
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(ended_at=None, cause=EscalationCause.ASKED),
                name="escalation_asked_once",
            ),
            models.CheckConstraint(condition=Q(level__in=EscalationLevel.values), name="escalation_level"),
            models.CheckConstraint(condition=Q(cause__in=EscalationCause.values), name="escalation_cause"),
            models.CheckConstraint(condition=~Q(reason=""), name="escalation_reason"),
            models.CheckConstraint(
                condition=Q(level=EscalationLevel.E4, route__in=FormalRoute.values)
                | (~Q(level=EscalationLevel.E4) & Q(route="")),
                name="escalation_route",
            ),
            models.CheckConstraint(
                condition=~Q(level=EscalationLevel.E4) | Q(opened_by__isnull=False), name="escalation_formal_by_person"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="", outcome="")
                | (Q(ended_at__isnull=False, ending__in=EscalationEnding.values) & ~Q(outcome="")),
                name="escalation_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["issue", "-opened_at", "-id"], name="escalation_of_issue"),
            models.Index(
                fields=["level", "-opened_at", "-id"], condition=Q(ended_at=None), name="escalation_open_level"
            ),
            models.Index(fields=["-opened_at", "-id"], name="escalation_newest"),
            models.Index(fields=["-ended_at", "-id"], condition=Q(ended_at__isnull=False), name="escalation_ended_at"),
        ]

    def __str__(self) -> str:
        return f"Escalation {self.level}"

    def get_absolute_url(self) -> str:
        return reverse("issues:escalation-detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
