"""How much participants, issues and applications weigh in the balance of work; versions are never edited."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from issues.choices import Severity
from issues.querysets.work_weights import WorkWeightsQuerySet
from issues.rules.work_load import MOST_POINTS, Weights
from participants.choices import Degree
from portal.lifecycle.rows import Row

MOST = [MaxValueValidator(MOST_POINTS)]


class WorkWeights(Row):
    """What held from its publication until the next one; before the first one the weights of the code hold."""

    REF_PREFIX = "WW"

    number = models.PositiveIntegerField(unique=True)
    current = models.BooleanField(default=True)
    participant_low = models.PositiveSmallIntegerField("participant of low complexity", validators=MOST)
    participant_medium = models.PositiveSmallIntegerField("participant of medium complexity", validators=MOST)
    participant_high = models.PositiveSmallIntegerField("participant of high complexity", validators=MOST)
    issue_critical = models.PositiveSmallIntegerField("open issue of critical severity", validators=MOST)
    issue_high = models.PositiveSmallIntegerField("open issue of high severity", validators=MOST)
    issue_normal = models.PositiveSmallIntegerField("open issue of normal severity", validators=MOST)
    issue_low = models.PositiveSmallIntegerField("open issue of low severity", validators=MOST)
    application = models.PositiveSmallIntegerField("application to decide", validators=MOST)
    note = models.CharField(max_length=300)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = WorkWeightsQuerySet.as_manager()

    class Meta:
        verbose_name = "weights of the balance"
        verbose_name_plural = "weights of the balance"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["current"], condition=Q(current=True), name="work_weights_current"),
            models.CheckConstraint(
                condition=Q(participant_low__lte=F("participant_medium"))
                & Q(participant_medium__lte=F("participant_high"), participant_high__lte=MOST_POINTS),
                name="work_weights_participants",
            ),
            models.CheckConstraint(
                condition=Q(issue_low__lte=F("issue_normal"), issue_normal__lte=F("issue_high"))
                & Q(issue_high__lte=F("issue_critical"), issue_critical__lte=MOST_POINTS),
                name="work_weights_issues",
            ),
            models.CheckConstraint(condition=Q(application__lte=MOST_POINTS), name="work_weights_application"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def weights(self) -> Weights:
        return Weights(
            participants={
                Degree.LOW: self.participant_low,
                Degree.MEDIUM: self.participant_medium,
                Degree.HIGH: self.participant_high,
            },
            issues={
                Severity.CRITICAL: self.issue_critical,
                Severity.HIGH: self.issue_high,
                Severity.NORMAL: self.issue_normal,
                Severity.LOW: self.issue_low,
            },
            application=self.application,
        )
