"""MarkeTrak issues as its background report tells them: numbers of one parent issue, never issues of their own."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import ItemParty
from issues.querysets.marketrak import MarkeTrakItemQuerySet
from issues.querysets.parts import IssuePartQuerySet
from participants.models.catalog_entry import CatalogEntry
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class MarkeTrakSubtype(CatalogEntry):
    """A subtype of MarkeTrak issues, and within how many days one should be complete (empty: no benchmark)."""

    REF_PREFIX = "MS"

    name = models.CharField(max_length=80, unique=True)
    benchmark_days = models.PositiveSmallIntegerField("benchmark in days", null=True, blank=True)

    class Meta(CatalogEntry.Meta):
        verbose_name = "subtype of MarkeTrak issues"
        verbose_name_plural = "subtypes of MarkeTrak issues"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="marketrak_subtype_named"),
        ]

    def __str__(self) -> str:
        return self.name


class MarkeTrakImport(Row):
    """One background report that was taken over for an issue; both sides may bring one."""

    REF_PREFIX = "MQ"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="marketrak_imports")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    objects = IssuePartQuerySet.as_manager()

    class Meta:
        verbose_name = "MarkeTrak report"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("issues:marketrak-items", args=[self.issue.ref])


class MarkeTrakItem(Row):
    """One MarkeTrak issue by its number. `party` is who must act next, as the state or the report names it."""

    REF_PREFIX = "MK"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="marketrak_items", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    issue_type = models.CharField(max_length=40, blank=True)
    subtype = models.CharField(max_length=80)
    state = models.CharField(max_length=60)
    party = models.CharField("must act next", max_length=12, choices=ItemParty)
    complete = models.BooleanField(default=False)
    esi_id = models.CharField("ESI ID", max_length=40, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField("as of the report taken over")

    objects = MarkeTrakItemQuerySet.as_manager()

    class Meta:
        verbose_name = "MarkeTrak issue"
        ordering = ["issue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="marketrak_item_once"),
            models.CheckConstraint(condition=Q(party__in=ItemParty.values), name="marketrak_item_party"),
            models.CheckConstraint(condition=~Q(number=""), name="marketrak_item_numbered"),
        ]
        indexes = [
            models.Index(fields=["issue", "complete", "subtype"], name="marketrak_item_issue"),
            models.Index(fields=["participant", "number"], name="marketrak_item_number"),
        ]

    def __str__(self) -> str:
        return f"MarkeTrak {self.number}"
