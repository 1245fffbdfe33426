"""How long personal data are kept that serve no purpose any more."""

from django.db import models
from django.db.models import Q

from accounts.querysets.staff_side import StaffSideQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class RetentionRule(Row):
    """One kind of personal data and after how many days it is erased; `accounts.retention` says what that means.

    A rule does nothing until a supervisor switches it on: what was erased cannot be brought back.
    """

    REF_PREFIX = "RR"
    FROM_CATALOG = True
    LEAST = 30
    MOST = 36_500

    code = models.SlugField(max_length=30, unique=True)
    keep_days = models.PositiveIntegerField("days kept")
    active = models.BooleanField("switched on", default=False)
    source = models.CharField(max_length=300, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    objects = StaffSideQuerySet.as_manager()

    class Meta:
        verbose_name = "rule of retention"
        verbose_name_plural = "rules of retention"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="retention_rule_named"),
            models.CheckConstraint(
                condition=Q(keep_days__gte=30) & Q(keep_days__lte=36_500), name="retention_rule_keep_days"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("accounts:retention")
