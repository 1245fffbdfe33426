"""The yearly look at who may act for a company, attested by one of its administrators."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import AccessDecision
from participants.querysets.access_reviews import AccessReviewLineQuerySet, AccessReviewQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class AccessReview(Row):
    """One round, with a line for each membership; open until it is attested. A company has one open round at most."""

    REF_PREFIX = "AV"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="access_reviews", db_index=False
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    due_on = models.DateField()
    attested_at = models.DateTimeField(null=True, blank=True)
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = AccessReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(attested_at=None), name="access_review_one_open"
            ),
            models.CheckConstraint(
                condition=Q(attested_at=None, attested_by=None)
                | Q(attested_at__isnull=False, attested_by__isnull=False),
                name="access_review_attested_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-opened_at"], name="access_review_participant"),
            models.Index(fields=["due_on", "id"], condition=Q(attested_at=None), name="access_review_open"),
        ]

    def __str__(self) -> str:
        return f"Access review {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("participants:access-review-list")

    def get_my_url(self) -> str:
        return reverse("my-access-review")


class AccessReviewLine(Row):
    """What was decided about one membership; what it reached is kept as it was on that day."""

    REF_PREFIX = "AW"

    review = models.ForeignKey(AccessReview, models.CASCADE, related_name="lines", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    membership = models.ForeignKey("participants.Membership", models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=AccessDecision, blank=True)
    reach = models.CharField("reached then", max_length=400, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = AccessReviewLineQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "line of an access review"
        verbose_name_plural = "lines of access reviews"
        constraints = [
            models.UniqueConstraint(fields=["review", "membership"], name="access_review_line_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by=None)
                | Q(decision__in=AccessDecision.values, decided_at__isnull=False, decided_by__isnull=False),
                name="access_review_line_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.review_id}"
