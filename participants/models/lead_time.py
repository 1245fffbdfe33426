"""How long things take: the lead times and time limits of the market's rules."""

from django.db import models
from django.db.models import Q

from participants.choices import LeadUnit
from participants.models.catalog_entry import CatalogEntry


class LeadTime(CatalogEntry):
    """So many days or months, counted by the calendar named here ("always": calendar days)."""

    REF_PREFIX = "LD"

    rule = models.CharField(max_length=200)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, choices=LeadUnit, default=LeadUnit.DAY)
    calendar = models.SlugField("counted by", max_length=60, db_index=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta(CatalogEntry.Meta):
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(unit__in=LeadUnit.values), name="leadtime_unit"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="leadtime_amount"),
            models.CheckConstraint(condition=~Q(rule="") & ~Q(calendar=""), name="leadtime_ruled"),
        ]
