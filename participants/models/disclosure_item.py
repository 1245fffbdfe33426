"""What exactly is asked for in an owner's part of a disclosure: its files and entries, by reference."""

from django.db import models
from django.db.models import Q

from participants.querysets.disclosures import DisclosureItemQuerySet
from portal.documents.choices import Protection
from portal.lifecycle.rows import Row


class DisclosureItem(Row):
    """One file or entry, as it was called and classed when it was named; the owner reads it once it was told."""

    REF_PREFIX = "DJ"

    line = models.ForeignKey("participants.DisclosureLine", models.PROTECT, related_name="items", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    item_ref = models.CharField("reference of the file or entry", max_length=20)
    name = models.CharField(max_length=200)
    protection = models.CharField("class", max_length=10, choices=Protection)

    objects = DisclosureItemQuerySet.as_manager()

    class Meta:
        verbose_name = "item of a disclosure"
        verbose_name_plural = "items of disclosures"
        ordering = ["line", "id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "item_ref"], name="disclosure_item_once"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(item_ref="") & ~Q(name=""), name="disclosure_item_named"),
            models.CheckConstraint(condition=Q(protection__in=Protection.values), name="disclosure_item_class"),
        ]
        indexes = [models.Index(fields=["item_ref"], name="disclosure_item_ref")]

    def __str__(self) -> str:
        return self.name
