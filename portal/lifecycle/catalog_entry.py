"""What the rows of every catalog share: a code, where they come from, and how sure that is."""

from django.db import models
from django.db.models import F, Q

from portal.lifecycle.catalog_reading import CatalogQuerySet
from portal.lifecycle.rows import Row
from portal.lifecycle.source_tags import SourceTag


class CatalogEntry(Row):
    """Abstract: one row of a catalog; `code` names it in rules, in the API and in the audit trail."""

    FROM_CATALOG = True

    code = models.CharField(max_length=30, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300)
    tag = models.CharField("how sure", max_length=1, choices=SourceTag)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    objects = CatalogQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(source=""), name="%(class)s_sourced"),
            models.CheckConstraint(condition=Q(tag__in=SourceTag.values), name="%(class)s_tag"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="%(class)s_effective",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def verified(self) -> bool:
        return self.tag == SourceTag.VERIFIED
