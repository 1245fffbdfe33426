"""The duty roster: who is reached at once when something critical happens."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from issues.querysets.targets import ShiftQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse

SPAN = Func(F("starts_at"), F("ends_at"), Value("[)"), function="tstzrange", output_field=DateTimeRangeField())


class DutyShift(Row):
    """One person on duty from an instant until before another; never two at once."""

    REF_PREFIX = "DS"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duty_shifts")
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until")

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = "duty shift"
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="duty_shift_period"),
            ExclusionConstraint(name="duty_shift_one_at_once", expressions=[(SPAN, RangeOperators.OVERLAPS)]),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="duty_shift_span")]

    def __str__(self) -> str:
        return f"{self.person} on duty"

    def get_absolute_url(self) -> str:
        return reverse("issues:duty-roster")
