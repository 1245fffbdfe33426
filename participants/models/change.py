"""A change of what is on file about a participant, from its draft to the instant it takes effect."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ChangeChannel, ChangeState
from participants.querysets.changes import ChangeQuerySet
from participants.rules.change_moves import DATED, ENDED
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Change(Row):
    """One run of a change procedure.

    `effective_on` is the day planned, `effective_because` why it is that day; `effective_at` is the instant, known
    once approved. `due_at` is when the portal brings it into effect, or tries again (`trouble` says why it could not).
    `round` counts how often it was submitted: signatures hold for their round only. `inner`: the staff's own.
    """

    REF_PREFIX = "CN"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="changes", db_index=False)
    procedure = models.ForeignKey("participants.ChangeProcedure", models.PROTECT, related_name="changes")
    topics = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=ChangeState, default=ChangeState.DRAFT)
    channel = models.CharField("asked for", max_length=10, choices=ChangeChannel, default=ChangeChannel.PORTAL)
    inner = models.BooleanField(default=False)
    reason = models.TextField()
    wanted_on = models.DateField("wanted from", null=True, blank=True)
    effective_on = models.DateField("takes effect on", null=True, blank=True)
    effective_because = models.CharField(max_length=500, blank=True)
    effective_at = models.DateTimeField(null=True, blank=True)
    noticed_at = models.DateTimeField(null=True, blank=True, help_text="when all had signed: notice counts from here")
    due_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=500, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    requested_name = models.CharField(max_length=120)
    requested_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="change_state"),
            models.CheckConstraint(condition=Q(channel__in=ChangeChannel.values), name="change_channel"),
            models.CheckConstraint(condition=~Q(reason=""), name="change_reasoned"),
            models.CheckConstraint(condition=Q(round__gte=1), name="change_round"),
            models.CheckConstraint(
                condition=~Q(state__in=DATED) | Q(effective_at__isnull=False), name="change_effective_at"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="change_ended_at",
            ),
            models.CheckConstraint(condition=Q(due_at=None) | Q(state=ChangeState.APPROVED), name="change_due_at"),
        ]
        indexes = [
            models.Index(fields=["participant", "-requested_at", "-id"], name="change_participant"),
            models.Index(fields=["state", "-requested_at", "-id"], name="change_in_state"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="change_due"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.name} ({self.ref})"

    def get_absolute_url(self) -> str:
        return reverse("participants:change-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-change-detail", args=[self.ref])
