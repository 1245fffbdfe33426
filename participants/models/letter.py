"""A letter: an e-mail that a person of the staff wrote to contacts of a participant."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.querysets.letters import LetterQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Letter(Row):
    """The text as it was written. Each addressee gets an own copy; none sees the others. Staff only."""

    REF_PREFIX = "LT"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="letters", db_index=False)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="letter_not_empty")]
        indexes = [models.Index(fields=["participant", "-written_at", "-id"], name="letter_participant")]

    def __str__(self) -> str:
        return f"Letter of {self.written_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("participants:letter-detail", args=[self.ref])


class LetterCopy(models.Model):
    """One addressee, under the name and address of that day.

    `message_ref` names the e-mail in the outbox, whose state says whether it was sent or taken back.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="copies", db_index=False)
    contact = models.ForeignKey("participants.Contact", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    address = models.EmailField()
    message_ref = models.CharField(max_length=20, unique=True)

    class Meta:
        verbose_name = "copy of a letter"
        verbose_name_plural = "copies of letters"
        ordering = ["letter", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "contact"], name="letter_copy_once"),
            models.CheckConstraint(condition=~Q(address=""), name="letter_copy_addressed"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"
