"""A request for more time, with the plan by which the participant will get there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.choices import Decision
from participants.querysets.obligations import OfObligationQuerySet
from portal.lifecycle.rows import Row


class ExtensionRequest(Row):
    """Asked for until a day, within the length the catalog allows. `due_before` is the day that held when asked."""

    REF_PREFIX = "XR"

    obligation = models.ForeignKey("participants.Obligation", models.CASCADE, related_name="extensions", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    due_before = models.DateField("due before")
    until = models.DateField("asked until")
    plan = models.TextField(help_text="how and by when it will be met")
    plan_document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="plan as a file"
    )
    asked_at = models.DateTimeField("asked")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    reason = models.TextField(blank=True, help_text="why it was granted or declined; the participant reads it")
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = OfObligationQuerySet.as_manager()

    class Meta:
        ordering = ["obligation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["obligation"], condition=Q(decision=""), name="extension_one_open"),
            models.CheckConstraint(condition=~Q(plan=""), name="extension_has_plan"),
            models.CheckConstraint(condition=Q(until__gt=F("due_before")), name="extension_later"),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decision__in=Decision.values), name="extension_decision"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(decision="") & Q(decided_at__isnull=False) & ~Q(reason=""),
                name="extension_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["obligation", "id"], name="extension_obligation"),
            models.Index(fields=["asked_at", "id"], condition=Q(decision=""), name="extension_open"),
        ]

    def __str__(self) -> str:
        return f"Extension until {self.until}"
