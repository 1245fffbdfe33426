"""An address at which mail does not arrive; nothing more is sent there until somebody clears it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from portal.lifecycle.rows import Row
from portal.outbox.choices import TroubleKind
from portal.outbox.querysets.troubles import AddressTroubleQuerySet


class AddressTrouble(Row):
    REF_PREFIX = "AT"

    address = models.EmailField()
    kind = models.CharField(max_length=12, choices=TroubleKind)
    since = models.DateTimeField()
    detail = models.CharField(max_length=300, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = AddressTroubleQuerySet.as_manager()

    class Meta:
        verbose_name = "address trouble"
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(Lower("address"), condition=Q(cleared_at=None), name="address_trouble_open_once"),
            models.CheckConstraint(condition=Q(kind__in=TroubleKind.values), name="address_trouble_kind"),
        ]

    def __str__(self) -> str:
        return self.address
