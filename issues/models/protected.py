"""What of issues is Protected Information: comments, notes and structured fields, each with class, grounds and end."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from issues.querysets.protected import ProtectedEntryQuerySet
from issues.rules.protected_fields import PROTECTABLE
from portal.documents.choices import Protection
from portal.lifecycle.rows import Row


class ProtectedEntry(Row):
    """The protection of one comment, one note, or one field of an issue; whatever has none is nothing special.

    The owner is the participant. `confidential_until` is the last confidential day, reckoned when the class was set
    (`why_until` says how); once it has passed the entry is eligible for release, which stays a person's decision, of
    two persons where its class asks for it. `inner` ones, of notes, are the staff's own.
    """

    REF_PREFIX = "PN"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    comment = models.OneToOneField(
        "issues.Comment", models.CASCADE, null=True, blank=True, related_name="protection_row"
    )
    note = models.OneToOneField("issues.Note", models.CASCADE, null=True, blank=True, related_name="protection_row")
    issue = models.ForeignKey(
        "issues.Issue", models.CASCADE, null=True, blank=True, related_name="protected_fields", db_index=False
    )
    field = models.CharField(max_length=20, choices=PROTECTABLE, blank=True)
    inner = models.BooleanField("for the staff only", default=False)

    protection = models.CharField("class", max_length=10, choices=Protection)
    basis_day = models.DateField("operating day", null=True, blank=True)
    confidential_until = models.DateField(null=True, blank=True)
    why_until = models.CharField("how that day was reckoned", max_length=300, blank=True)
    because = models.CharField("why it has this class", max_length=300, blank=True)
    set_by_operator = models.BooleanField("class set by the operator", default=False)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    set_at = models.DateTimeField()

    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField("release proposed at", null=True, blank=True)
    release_reason = models.CharField(max_length=300, blank=True)
    two_persons = models.BooleanField("its release takes two persons", default=False)

    objects = ProtectedEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "protected entry"
        verbose_name_plural = "protected entries"
        ordering = ["-set_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "field"], name="protected_field_once"),
            models.CheckConstraint(
                condition=Q(comment__isnull=False, note=None, issue=None, field="", inner=False)
                | Q(comment=None, note__isnull=False, issue=None, field="", inner=True)
                | Q(comment=None, note=None, issue__isnull=False, inner=False) & ~Q(field=""),
                name="protected_entry_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(field="") | Q(field__in=[code for code, _label in PROTECTABLE]),
                name="protected_entry_field",
            ),
            models.CheckConstraint(condition=Q(protection__in=Protection.values), name="protected_entry_class"),
            models.CheckConstraint(
                condition=~Q(protection=Protection.MARKED) | ~Q(because=""), name="protected_entry_because"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False) & ~Q(release_reason=""),
                name="protected_entry_released_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(two_persons=False) | Q(released_by=None) | ~Q(released_by=F("proposed_by")),
                name="protected_entry_second_person",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-set_at", "-id"], name="protected_entry_participant"),
            models.Index(
                fields=["confidential_until", "id"],
                condition=Q(confidential_until__isnull=False, released_at=None),
                name="protected_entry_until",
            ),
            models.Index(fields=["-set_at", "-id"], name="protected_entry_newest"),
        ]

    def __str__(self) -> str:
        return f"Protected entry {self.ref}"

    @property
    def waits(self) -> bool:
        """Somebody proposed to release it, and a second person has to agree."""
        return self.proposed_at is not None and self.released_at is None
