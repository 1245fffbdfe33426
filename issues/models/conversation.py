"""What is said about an issue: comments, which both sides read, and notes, which stay the staff's.

Two tables, so that no switch, no form and no mistake can turn a note into a comment.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import Channel, NoteKind, Side
from issues.querysets.held import SaidFileQuerySet, SaidQuerySet
from issues.querysets.parts import StaffPartQuerySet
from portal.lifecycle.rows import Row


class Comment(Row):
    """What one side said to the other. `text` is Markdown as written, `html` the same drawn and cleaned once.

    `side` says who speaks; `entered_by` differs from `author` where the staff wrote down what the participant said.
    `automatic` ones (an absence note, say) stop and start no clock. The participant reads it from `seen_from` on.
    """

    REF_PREFIX = "CO"

    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="comments", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    author_name = models.CharField(max_length=120)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.PORTAL)
    text = models.TextField()
    html = models.TextField(editable=False)
    automatic = models.BooleanField(default=False)
    at = models.DateTimeField()
    returned_at = models.DateTimeField("mail of it came back", null=True, blank=True)
    seen_from = models.DateTimeField("out of the participant's sight until", null=True, blank=True)

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ["issue", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_not_empty"),
            models.CheckConstraint(condition=~Q(author_name=""), name="comment_by_somebody"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="comment_side"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="comment_channel"),
        ]
        indexes = [
            models.Index(fields=["issue", "at", "id"], name="comment_order"),
            models.Index(
                fields=["author", "at"], condition=Q(side=Side.OPERATOR, automatic=False), name="comment_of_operator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_name} on {self.at:%Y-%m-%d %H:%M}"


class CommentFile(Row):
    """A file that came with a comment; both sides read it."""

    REF_PREFIX = "CX"

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="files")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    objects = SaidFileQuerySet.as_manager()

    class Meta:
        verbose_name = "attachment"
        ordering = ["comment", "id"]

    def __str__(self) -> str:
        return str(self.document)


class Note(Row):
    """What the staff tell each other about an issue. Participants have no right on this table at all."""

    REF_PREFIX = "NO"

    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="notes", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=NoteKind, default=NoteKind.NOTE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    text = models.TextField()
    html = models.TextField(editable=False)
    at = models.DateTimeField()

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        verbose_name = "internal note"
        ordering = ["issue", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="note_kind"),
        ]
        indexes = [models.Index(fields=["issue", "at", "id"], name="note_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.at:%Y-%m-%d %H:%M}"


class NoteFile(Row):
    """A file that only the staff read."""

    REF_PREFIX = "NX"

    note = models.ForeignKey(Note, models.PROTECT, related_name="files")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        verbose_name = "internal attachment"
        ordering = ["note", "id"]

    def __str__(self) -> str:
        return str(self.document)
