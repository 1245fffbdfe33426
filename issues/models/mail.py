"""Mail that comes in: the mailbox it is read from, each mail as a row, and the keys of reply addresses.

All of it is the staff's own: participants have no right on any of these tables.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from issues.choices import Dmarc, MailReason, MailState
from issues.querysets.mail import IncomingMailQuerySet, OfMachinesQuerySet
from issues.rules.mail_states import FINAL
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Mailbox(Row):
    """A folder on a mail server that is read, how far, and what its last comparison found.

    `name` tells account, server and folder, never a password. Everything up to `read_up_to` was stored once;
    `gap` counts what the last comparison found there without a row. `lease_until`: a worker reads it just now.
    """

    REF_PREFIX = "MX"

    name = models.CharField(max_length=250, unique=True)
    uid_validity = models.BigIntegerField(default=0)
    read_up_to = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_key = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField("last read", null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    compared_at = models.DateTimeField("last compared", null=True, blank=True)
    messages_there = models.PositiveIntegerField("mails in the folder", default=0)
    messages_stored = models.PositiveIntegerField("of them stored", default=0)
    messages_new = models.PositiveIntegerField("of them not read yet", default=0)
    gap = models.PositiveIntegerField("of them missing", default=0)

    objects = OfMachinesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mailboxes"
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="mailbox_named")]

    def __str__(self) -> str:
        return self.name


class IncomingMail(Row):
    """One mail, once: whatever way it came and however often its folder is read.

    `message_id` and `ancestors` stand in lower case. `issue` is the one it answers, or opened, also while it only
    waits; so are `letter` and `guest` (of a meeting). `participant` whose data it holds, as far as that is known.
    `bounced` is the mail of ours it reports on.
    """

    REF_PREFIX = "IM"

    mailbox = models.ForeignKey(Mailbox, models.PROTECT, related_name="mails", db_index=False)
    message_id = models.CharField("Message-ID", max_length=250, blank=True)
    content_hash = models.CharField(max_length=64)
    ancestors = ArrayField(models.CharField(max_length=250), default=list, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    size = models.PositiveIntegerField("size in bytes")
    received_at = models.DateTimeField()
    read_at = models.DateTimeField()
    dmarc = models.CharField("DMARC", max_length=8, choices=Dmarc, default=Dmarc.NONE)
    verdict = models.CharField("what the mail server says", max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=MailState)
    reason = models.CharField(max_length=20, choices=MailReason, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="incoming_mails"
    )
    contact = models.ForeignKey("participants.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    issue = models.ForeignKey("issues.Issue", models.PROTECT, null=True, blank=True, related_name="incoming_mails")
    letter = models.ForeignKey(
        "participants.Letter", models.PROTECT, null=True, blank=True, related_name="incoming_mails"
    )
    guest = models.ForeignKey(
        "participants.MeetingGuest", models.PROTECT, null=True, blank=True, related_name="incoming_mails"
    )
    comment = models.OneToOneField("issues.Comment", models.PROTECT, null=True, blank=True, related_name="mail")
    bounced = models.CharField(max_length=20, blank=True)
    acknowledged = models.BooleanField(default=False)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    judgment = models.CharField("why", max_length=1000, blank=True)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail that came in"
        verbose_name_plural = "mails that came in"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="incoming_mail_state"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(reason__in=MailReason.values), name="incoming_mail_reason"
            ),
            models.CheckConstraint(condition=Q(dmarc__in=Dmarc.values), name="incoming_mail_dmarc"),
            models.CheckConstraint(
                condition=~Q(state__in=[MailState.FILED, MailState.AUTOMATIC])
                | Q(issue__isnull=False, comment__isnull=False),
                name="incoming_mail_filed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[MailState.OPENED, MailState.NOTED]) | Q(issue__isnull=False),
                name="incoming_mail_of_issue",
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.LETTER) | Q(letter__isnull=False), name="incoming_mail_of_letter"
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.ANSWERED) | Q(guest__isnull=False), name="incoming_mail_of_guest"
            ),
            models.UniqueConstraint(fields=["mailbox", "message_id", "content_hash"], name="incoming_mail_once"),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="incoming_mail_in_state"),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="incoming_mail_message"),
            models.Index(fields=["sender", "-read_at"], name="incoming_mail_sender"),
            GinIndex(fields=["ancestors"], name="incoming_mail_ancestors"),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("issues:mail-detail", args=[self.ref])

    @property
    def waits(self) -> bool:
        """Somebody still has to judge it."""
        return self.state not in FINAL


class MailSource(models.Model):
    """A mail as it came over the line; never changed. Of one that is too large only the head."""

    mail = models.OneToOneField(IncomingMail, models.CASCADE, primary_key=True, related_name="source")
    raw = models.BinaryField()

    class Meta:
        verbose_name = "source of a mail"
        verbose_name_plural = "sources of mails"

    def __str__(self) -> str:
        return f"Source of {self.mail_id}"


class MailPlace(models.Model):
    """Where a mail lies, or lay, in its folder: the same mail may lie there more than once."""

    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="places", db_index=False)
    mail = models.ForeignKey(IncomingMail, models.CASCADE, related_name="places")
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()

    class Meta:
        verbose_name = "place of a mail"
        verbose_name_plural = "places of mails"
        constraints = [models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="mail_place_once")]

    def __str__(self) -> str:
        return f"{self.uid_validity}/{self.uid}"


class ReplyKey(models.Model):
    """A random secret that signs reply addresses, encrypted at rest. The newest signs; each ends, or is ended."""

    secret = models.TextField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfMachinesQuerySet.as_manager()

    class Meta:
        verbose_name = "key of reply addresses"
        verbose_name_plural = "keys of reply addresses"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(secret=""), name="reply_key_secret")]

    def __str__(self) -> str:
        return f"Key of {self.made_at:%Y-%m-%d}"
