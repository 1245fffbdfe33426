"""What the bell counts: one line of news for one person inside the portal."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.lifecycle.rows import Row
from portal.outbox import kinds
from portal.outbox.choices import Severity
from portal.outbox.querysets.notifications import NotificationQuerySet


class Notification(Row):
    """Kind and reference only; what it is about is read, scoped, when it is shown, and not before `seen_from`."""

    REF_PREFIX = "NO"

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", db_index=False
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=80)
    dedupe_key = models.CharField(max_length=200)
    about_type = models.CharField(max_length=60, blank=True)
    about_ref = models.CharField(max_length=20, blank=True)
    participant_id = models.BigIntegerField(null=True, help_text="whose data it concerns; no foreign key: ground floor")
    severity = models.CharField(max_length=10, choices=Severity, default=Severity.NORMAL)
    facts = models.JSONField(default=dict, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    seen_from = models.DateTimeField("may be taken back until", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "dedupe_key"], name="notification_once"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="notification_severity"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_recipient"),
            models.Index(fields=["recipient", "-id"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["recipient", "about_ref"], name="notification_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_ref}".strip()

    @property
    def label(self) -> str:
        """What happened, in the words of the kind."""
        return kinds.known(self.kind).label
