"""When a colleague is away and who stands in."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.mentoring import PERIOD
from accounts.querysets.staff_side import DatedStaffSideQuerySet
from portal.lifecycle.rows import Row


class Absence(Row):
    """Days away, first and last included; the stand-in acts on what the absent colleague is assigned to."""

    REF_PREFIX = "AB"

    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey("accounts.User", models.PROTECT, related_name="standing_in")
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    objects = DatedStaffSideQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("stand_in")), name="absence_other_person"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="absence_period"),
            ExclusionConstraint(
                name="absence_no_overlap",
                expressions=[("person", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
            ),
        ]
        indexes = [models.Index(fields=["stand_in", "starts_on", "ends_on"], name="absence_stand_in")]

    def __str__(self) -> str:
        return f"{self.person} away"
