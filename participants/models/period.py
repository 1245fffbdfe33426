"""Rows that hold from a first to a last day, both included; no last day means until further notice."""

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value

PERIOD = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())


def holds_on(day: date, prefix: str = "") -> Q:
    """The condition "the row holds on that day"."""
    open_ended = Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day})
    return Q(**{f"{prefix}starts_on__lte": day}) & open_ended


def overlapping(starts_on: date, ends_on: date | None) -> Q:
    """The condition "the row shares a day with this period"."""
    later_end = Q(ends_on=None) | Q(ends_on__gte=starts_on)
    return later_end if ends_on is None else later_end & Q(starts_on__lte=ends_on)


class Dated(models.Model):
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True, help_text="the last day; empty: until further notice")

    class Meta:
        abstract = True

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


def in_order(name: str) -> models.CheckConstraint:
    """The last day is not before the first."""
    return models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name=name)
