"""What belongs to a change: its fields, steps, signatures, evidence, comments and notes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import SignatureKind
from participants.querysets.changes import ChangePartQuerySet
from participants.querysets.owned import OwnedQuerySet
from portal.lifecycle.rows import Row


class ChangePart(Row):
    """Abstract: a part of one change; names the participant as well, which its policy reads."""

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)

    objects = ChangePartQuerySet.as_manager()

    class Meta:
        abstract = True


class ChangeField(ChangePart):
    """One field before and after, in words; `value` is what the effect reads (references, plain texts).

    Bank data never stand here: words show the last four digits, the numbers lie sealed with the bank account.
    """

    REF_PREFIX = "CF"

    change = models.ForeignKey("participants.Change", models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    value = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["change", "topic", "name"], name="change_field_once")]

    def __str__(self) -> str:
        return self.label


class ChangeStep(ChangePart):
    """One step of the procedure as it stood in the catalog when the change began; ticked by hand."""

    REF_PREFIX = "CS"

    change = models.ForeignKey("participants.Change", models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True, help_text="the participant reads it")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "position"], name="change_step_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="change_step_done_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ChangeSignature(ChangePart):
    """Who signed, under which dated role of a contact, and when. It holds for its round."""

    REF_PREFIX = "SG"

    change = models.ForeignKey("participants.Change", models.CASCADE, related_name="signatures")
    kind = models.CharField(max_length=12, choices=SignatureKind, default=SignatureKind.APPROVAL)
    round = models.PositiveSmallIntegerField(default=1)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    signer_name = models.CharField(max_length=120)
    contact_role = models.ForeignKey(
        "participants.ContactRole", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    capacity = models.CharField(max_length=120, help_text="the role held on the day, in words")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "round", "kind", "signer"], name="change_signature_once"),
            models.CheckConstraint(condition=Q(kind__in=SignatureKind.values), name="change_signature_kind"),
            models.CheckConstraint(
                condition=~Q(kind=SignatureKind.APPROVAL) | Q(contact_role__isnull=False),
                name="change_signature_by_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_name}, {self.capacity}"


class ChangeComment(ChangePart):
    """What both sides say about it, and why it was returned or declined."""

    REF_PREFIX = "CC"

    change = models.ForeignKey("participants.Change", models.CASCADE, related_name="comments")
    round = models.PositiveSmallIntegerField(default=1)
    author_name = models.CharField(max_length=120)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_staff = models.BooleanField()
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="change_comment_not_empty")]

    def __str__(self) -> str:
        return f"Comment by {self.author_name}"


class ChangeDocument(ChangePart):
    """A file that proves the change, for instance the amendment filed with the Secretary of State."""

    REF_PREFIX = "CD"

    change = models.ForeignKey("participants.Change", models.CASCADE, related_name="evidence")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    title = models.CharField("what it proves", max_length=160)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "document"], name="change_document_once"),
            models.CheckConstraint(condition=~Q(title=""), name="change_document_titled"),
        ]

    def __str__(self) -> str:
        return self.title


class ChangeNoteQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: object) -> "ChangeNoteQuerySet":
        """Participants read none."""
        return self.none()


class ChangeNote(Row):
    """What the staff tell each other about a change; participants never read it."""

    REF_PREFIX = "CX"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    change = models.ForeignKey("participants.Change", models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    written_at = models.DateTimeField()

    objects = ChangeNoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="change_note_not_empty")]

    def __str__(self) -> str:
        return f"Note by {self.author}"
