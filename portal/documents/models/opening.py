"""Who of the operator's staff opened a protected thing: an access log.

One row for each person, file and hour; of what stands on a page (a protected entry, a field) for each day.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models

from portal.documents.choices import Protection
from portal.documents.models.document import Document
from portal.lifecycle.rows import Row, RowQuerySet


class OpeningQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: all; pages narrow it to participants they may see. Administrators: what is their company's own."""
        if user.is_staff:
            return self.all()
        acting_for = user.acting_for
        if acting_for is None or acting_for.kind != "admin" or acting_for.narrowed:
            return self.none()
        return self.filter(participant_id=acting_for.participant_id, inner=False).defer("person")


class Opening(Row):
    """Written when a protected file leaves for somebody of the staff, or a page shows a protected entry; never changed.

    `thing` is the reference of what is no file; `hour` is then the beginning of the day.
    `shown_as` is what the owner reads of the person, under the rule of the class on that day. The owner never reads
    `inner` ones: they are about the staff's own files.
    """

    REF_PREFIX = "OG"

    participant_id = models.BigIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="openings", db_index=False)
    thing = models.CharField("reference of what is no file", max_length=20, blank=True)
    name = models.CharField("name of the file or entry", max_length=150)
    protection = models.CharField("class", max_length=10, choices=Protection)
    inner = models.BooleanField("for the staff only", default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    shown_as = models.CharField("as the owner reads it", max_length=300)
    hour = models.DateTimeField()
    at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person", "hour"], name="opening_once_an_hour"),
            models.UniqueConstraint(
                fields=["thing", "person", "hour"], condition=~models.Q(thing=""), name="opening_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False, thing="") | models.Q(document=None) & ~models.Q(thing=""),
                name="opening_of_one_thing",
            ),
            models.CheckConstraint(condition=models.Q(protection__in=Protection.values), name="opening_protection"),
        ]
        indexes = [
            models.Index(fields=["participant_id", "-at", "-id"], name="opening_participant"),
            models.Index(fields=["person", "-at", "-id"], name="opening_person"),
            models.Index(fields=["-at", "-id"], name="opening_at"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.shown_as}"
