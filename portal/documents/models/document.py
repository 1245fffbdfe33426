"""Files as rows: written in the transaction of what they prove, so there is never one without the other."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.documents.choices import Protection
from portal.lifecycle.rows import Row, RowQuerySet


class DocumentQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: all, since documents are reached through rows that are scoped themselves. Participants: own ones."""
        if user.is_staff:
            return self.all()
        acting_for = user.acting_for
        if acting_for is None or acting_for.participant_id is None:
            return self.none()
        rows = self.filter(participant_id=acting_for.participant_id, inner=False)
        return rows.filter(registration_id__in=acting_for.registration_ids) if acting_for.narrowed else rows

    def protected(self) -> Self:
        """What is somebody's and not public."""
        return self.filter(participant_id__isnull=False, released_at=None).exclude(protection=Protection.PUBLIC)

    def eligible(self, today: date) -> Self:
        """Whose last confidential day has passed: somebody may decide to release it."""
        return self.protected().filter(confidential_until__lt=today)


class Document(Row):
    """What is known of a file; its bytes stand apart, so that lists never read them.

    `participant_id` and `registration_id` say whose data it is; no foreign keys: ground floor. `inner` ones are the
    staff's own. `confidential_until` is the last confidential day, reckoned when the class was set (`why_until` says
    how); None without one. What has ended stays closed until somebody releases it. Participants choose no class
    under one that the operator set (`set_by_operator`).
    """

    REF_PREFIX = "DC"

    participant_id = models.BigIntegerField(null=True)
    registration_id = models.BigIntegerField(null=True)
    inner = models.BooleanField("for the staff only", default=False)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256 of the content", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField()

    protection = models.CharField("class", max_length=10, choices=Protection, default=Protection.RELATION)
    basis_day = models.DateField("operating day", null=True, blank=True)
    confidential_until = models.DateField(null=True, blank=True)
    why_until = models.CharField("how that day was reckoned", max_length=300, blank=True)
    marked_because = models.CharField("why it has this class", max_length=300, blank=True)
    set_by_operator = models.BooleanField("class set by the operator", default=False)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(content_type=""), name="document_named"),
            models.CheckConstraint(condition=Q(size__gte=1), name="document_not_empty"),
            models.CheckConstraint(condition=Q(protection__in=Protection.values), name="document_protection"),
            models.CheckConstraint(
                condition=~Q(protection=Protection.MARKED) | ~Q(marked_because=""), name="document_marked_because"
            ),
        ]
        indexes = [
            models.Index(fields=["participant_id", "-uploaded_at"], name="document_participant"),
            models.Index(
                fields=["confidential_until", "id"],
                condition=Q(confidential_until__isnull=False, released_at=None),
                name="document_until",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DocumentContent(models.Model):
    """The bytes of one document; never changed."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="content")
    content = models.BinaryField()

    class Meta:
        verbose_name = "content of a document"
        verbose_name_plural = "contents of documents"

    def __str__(self) -> str:
        return f"Content of {self.document_id}"
