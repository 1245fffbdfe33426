"""The audit trail: what was done, to what, by whom, for whom, when, from where. Append only."""

from django.conf import settings
from django.db import models

from portal.audit.querysets import AuditEventQuerySet


class AuditEvent(models.Model):
    """One business verb that happened. Triggers and revoked rights keep rows from ever changing."""

    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60, blank=True)
    object_ref = models.CharField(max_length=20, blank=True)
    object_label = models.CharField(max_length=200, blank=True)
    participant_id = models.BigIntegerField(null=True, help_text="whose data it concerns; no foreign key: ground floor")
    acting_for_id = models.BigIntegerField(null=True, help_text="the participant for whom a participant's user acted")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "audit event"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_at"),
            models.Index(fields=["participant_id", "-at", "-id"], name="audit_participant"),
            models.Index(fields=["object_ref", "-at", "-id"], name="audit_object"),
            models.Index(fields=["by", "-at", "-id"], name="audit_by"),
            models.Index(fields=["verb", "-at", "-id"], name="audit_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_ref}".strip()
