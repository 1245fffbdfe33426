"""What belongs to letters: the templates they are begun from, and what comes back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.querysets.letters import LetterQuerySet, LetterTemplateQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class LetterTemplate(Row):
    """A letter that is written often, with places for words of the addressee (`rules.letter_places.VARIABLES`).

    `code` names a default row, which is left alone once it was `edited`.
    """

    REF_PREFIX = "LW"
    FROM_CATALOG = True

    code = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=80)
    text = models.TextField()
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )
    ended_at = models.DateTimeField("out of use since", null=True, blank=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "template of letters"
        verbose_name_plural = "templates of letters"
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="letter_template_not_empty"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="letter_template_code_once"),
        ]
        indexes = [models.Index(fields=["title", "id"], condition=Q(ended_at=None), name="letter_template_in_use")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participants:letter-template-list")


class LetterReply(Row):
    """What an addressee answered to a letter, by mail. Staff only.

    `mail` is the reference of the mail that came in. `automatic`: a machine answered.
    """

    REF_PREFIX = "LR"

    letter = models.ForeignKey("participants.Letter", models.PROTECT, related_name="replies", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    contact = models.ForeignKey("participants.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    address = models.EmailField()
    text = models.TextField()
    automatic = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    mail = models.CharField("mail that came in", max_length=20, unique=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "reply to a letter"
        verbose_name_plural = "replies to letters"
        ordering = ["letter", "received_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="letter_reply_not_empty")]
        indexes = [
            models.Index(fields=["letter", "received_at", "id"], name="letter_reply_order"),
            models.Index(fields=["participant", "-received_at", "-id"], name="letter_reply_participant"),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.received_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return f"{reverse('participants:letter-detail', args=[self.letter.ref])}#{self.ref}"


class LetterReplyFile(Row):
    """A file that came with such an answer. Staff only."""

    REF_PREFIX = "LF"

    reply = models.ForeignKey(LetterReply, models.CASCADE, related_name="files")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "attachment of a reply to a letter"
        verbose_name_plural = "attachments of replies to letters"
        ordering = ["reply", "id"]

    def __str__(self) -> str:
        return str(self.document)
