"""One cause behind the issues of many participants, and the texts that reach each of them alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import CauseCode, DeliveryState, SystemicSaying, SystemicState
from issues.querysets.escalations import (
    DeliveryQuerySet,
    SystemicMemberQuerySet,
    SystemicPartQuerySet,
    SystemicQuerySet,
)
from participants.models.findable import findable
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class SystemicIssue(Row):
    """A cause with a name. Staff only: no participant learns that others are hit by it."""

    REF_PREFIX = "SY"

    title = models.CharField(max_length=160)
    cause = models.TextField("what lies behind it")
    state = models.CharField(max_length=10, choices=SystemicState, default=SystemicState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = models.TextField("what came of it", blank=True)

    objects = SystemicQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(cause=""), name="systemic_named"),
            models.CheckConstraint(condition=Q(state__in=SystemicState.values), name="systemic_state"),
            models.CheckConstraint(
                condition=Q(state=SystemicState.CLOSED, closed_at__isnull=False)
                | Q(state=SystemicState.OPEN, closed_at=None),
                name="systemic_closed_at",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-opened_at", "-id"], name="systemic_order"),
            findable("title", name="systemic_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issues:systemic-detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        return self.state == SystemicState.OPEN


class SystemicMember(Row):
    """That an issue belongs to a cause, from when until when."""

    REF_PREFIX = "SX"

    systemic = models.ForeignKey(SystemicIssue, models.PROTECT, related_name="members", db_index=False)
    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="systemic", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SystemicMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "issue of a systemic issue"
        verbose_name_plural = "issues of systemic issues"
        ordering = ["systemic", "joined_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue"], condition=Q(left_at=None), name="systemic_member_one_cause")
        ]
        indexes = [
            models.Index(fields=["systemic", "joined_at", "id"], name="systemic_member_order"),
            models.Index(fields=["issue"], name="systemic_member_issue"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} since {self.joined_at:%Y-%m-%d}"


class SystemicUpdate(Row):
    """One text for many issues; how far it has come is told by its deliveries."""

    REF_PREFIX = "SU"

    systemic = models.ForeignKey(SystemicIssue, models.PROTECT, related_name="updates")
    saying = models.CharField(max_length=12, choices=SystemicSaying, default=SystemicSaying.UPDATE)
    text = models.TextField()
    cause = models.CharField(max_length=20, choices=CauseCode, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = SystemicPartQuerySet.as_manager()

    class Meta:
        verbose_name = "update to a systemic issue"
        verbose_name_plural = "updates to systemic issues"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="systemic_update_not_empty"),
            models.CheckConstraint(condition=Q(saying__in=SystemicSaying.values), name="systemic_update_saying"),
            models.CheckConstraint(
                condition=Q(saying=SystemicSaying.RESOLUTION, cause__in=CauseCode.values)
                | Q(saying=SystemicSaying.UPDATE, cause=""),
                name="systemic_update_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_saying_display()} of {self.at:%Y-%m-%d %H:%M}"


class SystemicDelivery(models.Model):
    """That an update is to reach, or has reached, one issue: once, however often the work is begun anew."""

    update = models.ForeignKey(SystemicUpdate, models.PROTECT, related_name="deliveries", db_index=False)
    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="+", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    comment = models.OneToOneField("issues.Comment", models.PROTECT, null=True, blank=True, related_name="+")
    refusal = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "delivery of an update"
        verbose_name_plural = "deliveries of updates"
        ordering = ["update", "id"]
        constraints = [
            models.UniqueConstraint(fields=["update", "issue"], name="systemic_delivery_once"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="systemic_delivery_state"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, done_at=None)
                | (~Q(state=DeliveryState.WAITING) & Q(done_at__isnull=False)),
                name="systemic_delivery_done_at",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state=DeliveryState.WAITING), name="systemic_delivery_waiting"),
            models.Index(fields=["issue"], name="systemic_delivery_issue"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} in {self.issue_id}"
