"""The decision to let go of what is no longer confidential: a person's, never the clock's."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.querysets.owned import DeskQuerySet
from portal.lifecycle.rows import Row


class FileRelease(Row):
    """One file, released with a reason; `waits` for a second person where its class asks for two. Staff only."""

    REF_PREFIX = "FR"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="releases", db_index=False)
    protection = models.CharField("class then", max_length=10)
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    released_at = models.DateTimeField(null=True, blank=True)
    two_persons = models.BooleanField(default=False)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "release of a file"
        verbose_name_plural = "releases of files"
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["document"], name="file_release_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="file_release_reasoned"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="file_release_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(two_persons=False) | Q(released_by=None) | ~Q(released_by=F("proposed_by")),
                name="file_release_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Release {self.ref}"

    @property
    def waits(self) -> bool:
        return self.released_at is None
