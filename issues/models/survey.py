"""What whoever asked thinks of how an issue was brought to an end."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.querysets.surveys import SurveyQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Survey(Row):
    """One question to one person, held back for half an hour and taken back when the issue is reopened.

    A person with an account answers signed in; to a contact without one a link is sent, whose secret is stored as a
    digest only and works once. `due_at` is when it leaves.
    """

    REF_PREFIX = "SV"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="surveys")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        "participants.Contact", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    canceled_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.CharField(max_length=1000, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "survey"
        ordering = ["-answered_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, contact=None) | Q(person=None, contact__isnull=False),
                name="survey_of_one",
            ),
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(1, 5)), name="survey_score"),
            models.CheckConstraint(
                condition=Q(answered_at=None, score=None, comment="")
                | Q(answered_at__isnull=False, score__isnull=False, sent_at__isnull=False),
                name="survey_answered",
            ),
            models.CheckConstraint(condition=Q(canceled_at=None) | Q(answered_at=None), name="survey_canceled"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(expires_at__isnull=False), name="survey_expires"),
            models.UniqueConstraint(
                fields=["issue"], condition=Q(sent_at=None, canceled_at=None), name="survey_one_waiting"
            ),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="survey_digest_once"),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(sent_at=None, canceled_at=None), name="survey_to_send"),
            models.Index(fields=["-answered_at", "-id"], condition=Q(answered_at__isnull=False), name="survey_answers"),
        ]

    def __str__(self) -> str:
        return f"Survey {self.ref}"

    def get_my_url(self) -> str:
        return reverse("my-issue-survey", args=[self.ref])

    def get_absolute_url(self) -> str:
        return reverse("issues:survey-list")
