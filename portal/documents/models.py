"""Files as rows: written in the transaction of what they prove, so there is never one without the other."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

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


class Document(Row):
    """What is known of a file; its bytes stand apart, so that lists never read them.

    `participant_id` and `registration_id` say whose data it is; no foreign keys: ground floor. `inner` ones are the
    staff's own.
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

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(content_type=""), name="document_named"),
            models.CheckConstraint(condition=Q(size__gte=1), name="document_not_empty"),
        ]
        indexes = [models.Index(fields=["participant_id", "-uploaded_at"], name="document_participant")]

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
