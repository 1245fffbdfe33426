"""An official letter about a registration: drawn as PDF from a template, issued once, kept as it was."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import LetterKind
from participants.querysets.official_letters import OfficialLetterQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class OfficialLetter(Row):
    """The participant's people read and download it. `effective_on` is the operating day a certification names.

    `reference` of the paper is the row's own `ref`. Not to be confused with `Letter`, an e-mail to contacts.
    """

    REF_PREFIX = "OL"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="official_letters", db_index=False
    )
    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, related_name="official_letters", db_index=False
    )
    kind = models.CharField(max_length=20, choices=LetterKind)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="official_letter")
    effective_on = models.DateField("effective operating day", null=True, blank=True)
    note = models.TextField(blank=True, help_text="a paragraph of its own in the letter")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    issued_at = models.DateTimeField()

    objects = OfficialLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "official letter"
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="official_letter_kind"),
            models.CheckConstraint(
                condition=Q(kind=LetterKind.CERTIFICATION, effective_on__isnull=False)
                | ~Q(kind=LetterKind.CERTIFICATION) & Q(effective_on__isnull=True),
                name="official_letter_effective",
            ),
        ]
        indexes = [
            models.Index(fields=["registration", "-issued_at", "-id"], name="official_letter_registration"),
            models.Index(fields=["participant", "-issued_at", "-id"], name="official_letter_participant"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("participants:official-letter", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-official-letters")
