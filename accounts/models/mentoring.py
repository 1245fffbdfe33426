"""Who mentors whom, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.querysets.staff_side import DatedStaffSideQuerySet
from portal.lifecycle.rows import Row

PERIOD = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())


class Mentoring(Row):
    """A mentor pair; a colleague has one mentor at a time. `ends_on` is the last day, None: open."""

    REF_PREFIX = "MT"

    mentor = models.ForeignKey("accounts.User", models.PROTECT, related_name="mentees")
    colleague = models.ForeignKey("accounts.User", models.PROTECT, related_name="mentors")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedStaffSideQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(mentor=F("colleague")), name="mentoring_two_people"),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="mentoring_period"),
            ExclusionConstraint(
                name="mentoring_one_mentor",
                expressions=[("colleague", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} mentors {self.colleague}"
