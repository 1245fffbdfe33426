"""An e-mail is a row first, written in the transaction of what it tells; delivery comes after."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.lifecycle.rows import Row
from portal.outbox import kinds
from portal.outbox.choices import IN_TROUBLE, MessageState, Severity
from portal.outbox.querysets.messages import OutboundMessageQuerySet


class OutboundMessage(Row):
    """One e-mail to one address.

    `dedupe_key` keeps the same news from being written twice. The text is drawn when it leaves, from what
    the recipient may see then: the row holds the kind, what it is about, and `facts`, which are never
    confidential. `sealed` is the exception: the encrypted letter of an account mail, emptied once sent.

    `due_at` is when it may leave (undo, quiet hours, next try); `hold_reason` says why it waits. While a
    worker has it, `lease_until` is set; `sending_since` is set just before the mail server gets it. A lease
    that ran out after that means it may have been accepted: `repeats` counts how often it was sent again
    under the same `message_id`.
    """

    REF_PREFIX = "OM"

    kind = models.CharField(max_length=80)
    dedupe_key = models.CharField(max_length=200, unique=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages", db_index=False
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    address = models.EmailField()
    about_type = models.CharField(max_length=60, blank=True)
    about_ref = models.CharField(max_length=20, blank=True)
    participant_id = models.BigIntegerField(null=True, help_text="whose data it concerns; no foreign key: ground floor")
    severity = models.CharField(max_length=10, choices=Severity, default=Severity.NORMAL)
    facts = models.JSONField(default=dict, blank=True)
    sealed = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    due_at = models.DateTimeField()
    hold_reason = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sending_since = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    repeats = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    thread_key = models.CharField(max_length=120, blank=True)
    digest = models.ForeignKey("self", models.PROTECT, null=True, related_name="digested")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutboundMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="message_severity"),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | ~Q(state=MessageState.SENT) & Q(sent_at__isnull=True),
                name="message_sent_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENDING) | Q(lease_until__isnull=False), name="message_leased"
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.SENT) | Q(sealed=""), name="message_emptied_once_sent"
            ),
            models.CheckConstraint(condition=~Q(address=""), name="message_addressed"),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state=MessageState.QUEUED), name="message_due"),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state=MessageState.QUEUED, severity=Severity.CRITICAL),
                name="message_due_critical",
            ),
            models.Index(fields=["lease_until"], condition=Q(state=MessageState.SENDING), name="message_leases"),
            models.Index(
                fields=["recipient", "due_at"], condition=Q(state=MessageState.DIGEST), name="message_for_digest"
            ),
            models.Index(
                fields=["-id"],
                condition=Q(state__in=[MessageState.FAILED, MessageState.DROPPED]),
                name="message_undelivered",
            ),
            models.Index(fields=["-id"], condition=Q(repeats__gt=0), name="message_repeated"),
            models.Index(fields=["about_ref"], condition=~Q(about_ref=""), name="message_about"),
            models.Index(fields=["written_by", "-id"], condition=Q(written_by__isnull=False), name="message_written"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_ref}".strip()

    @property
    def label(self) -> str:
        """What happened, in the words of the kind."""
        return kinds.known(self.kind).label

    @property
    def undelivered(self) -> bool:
        return self.state == MessageState.FAILED or (
            self.state == MessageState.DROPPED and self.last_error == IN_TROUBLE
        )
