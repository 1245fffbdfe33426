"""The rules by which statements are issued, dispute windows close and ADR goes on: data, each with its source."""

from django.db import models
from django.db.models import F, Q

from issues.choices import RuleKind, RuleUnit
from participants.models.catalog_entry import CatalogEntry


class DisputeRule(CatalogEntry):
    """One rule. `amount` of `unit` is counted from what `counted_from` says; a negative amount counts back.

    `runs`: the settlement runs it is about (empty: all). An exception holds for operating days from `first_day` to
    `last_day` and extends their windows by `amount` months, or until `until_on`. `until_close`: to the close of
    business (17:00) instead of the end of the day.
    """

    REF_PREFIX = "DR"

    kind = models.CharField(max_length=12, choices=RuleKind)
    name = models.CharField(max_length=160)
    text = models.CharField("rule", max_length=400)
    runs = models.JSONField(default=list, blank=True)
    amount = models.SmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, choices=RuleUnit, default=RuleUnit.BUSINESS)
    counted_from = models.CharField(max_length=80, blank=True)
    rolls = models.BooleanField("a closed day becomes the next Business Day", default=False)
    until_close = models.BooleanField("until the close of business", default=False)
    first_day = models.DateField("first operating day", null=True, blank=True)
    last_day = models.DateField("last operating day", null=True, blank=True)
    until_on = models.DateField("window open until", null=True, blank=True)

    class Meta(CatalogEntry.Meta):
        verbose_name = "rule of disputes"
        verbose_name_plural = "rules of disputes"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=RuleKind.values), name="dispute_rule_kind"),
            models.CheckConstraint(condition=Q(unit__in=RuleUnit.values), name="dispute_rule_unit"),
            models.CheckConstraint(
                condition=Q(kind=RuleKind.EXCEPTION, first_day__isnull=False, last_day__gte=F("first_day"))
                & (Q(until_on__isnull=False) | Q(unit=RuleUnit.MONTH, amount__gt=0))
                | ~Q(kind=RuleKind.EXCEPTION),
                name="dispute_rule_exception",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[RuleKind.EXCEPTION, RuleKind.ADR]) | Q(amount__isnull=False),
                name="dispute_rule_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.name
