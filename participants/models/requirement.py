"""One thing a registration must bring: a row of one version of its block."""

from django.db import models
from django.db.models import F, Q

from participants.choices import FlightPart, SourceTag
from participants.models.requirement_block import BlockVersion
from participants.querysets.requirements import RequirementQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Requirement(Row):
    """An item with its evidence, reviewers, dependencies, lead time and source; rows of a version never change.

    Lead times are open days of the calendar `day_kind`; null where nobody can say, as with a regulator.
    """

    REF_PREFIX = "RQ"
    FROM_CATALOG = True

    version = models.ForeignKey(BlockVersion, models.CASCADE, related_name="items", db_index=False)
    code = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    evidence = models.CharField(max_length=300)
    form_codes = models.JSONField("forms", default=list, blank=True)
    sections = models.JSONField("sections of the rules", default=list, blank=True)
    reviewers = models.JSONField("reviewing departments", default=list)
    dependencies = models.JSONField(default=list, blank=True)
    least_days = models.PositiveSmallIntegerField(null=True, blank=True)
    typical_days = models.PositiveSmallIntegerField(null=True, blank=True)
    day_kind = models.SlugField("calendar its days count by", max_length=60, default="ercot-business", db_index=False)
    lead_note = models.CharField("what the days leave open", max_length=200, blank=True)
    recurrence = models.CharField(max_length=200, blank=True)
    mandatory = models.BooleanField(default=True)
    asks = models.JSONField("fields asked for", default=list, blank=True)
    reusable = models.BooleanField("counts for the whole company", default=False)
    by_operator = models.BooleanField("brought about by the operator", default=False)
    flight = models.CharField("part in a test flight", max_length=10, choices=FlightPart, blank=True)
    source = models.CharField(max_length=300)
    tag = models.CharField("how sure we are", max_length=1, choices=SourceTag)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="requirement_code_once"),
            models.UniqueConstraint(fields=["version", "position"], name="requirement_position_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(source=""), name="requirement_titled_and_sourced"),
            models.CheckConstraint(condition=Q(tag__in=SourceTag.values), name="requirement_tag"),
            models.CheckConstraint(condition=Q(flight__in=["", *FlightPart.values]), name="requirement_flight"),
            models.CheckConstraint(
                condition=Q(typical_days__isnull=True) | Q(least_days__isnull=False, typical_days__gte=F("least_days")),
                name="requirement_least_not_above_typical",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="requirement_effective_in_order",
            ),
        ]
        indexes = [models.Index(fields=["code"], name="requirement_by_code")]

    def __str__(self) -> str:
        return f"{self.code} – {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("participants:requirement-detail", args=[self.code])

    @property
    def verified(self) -> bool:
        """Whether all of the row was read in its source."""
        return self.tag == SourceTag.VERIFIED
