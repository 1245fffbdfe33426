"""The published test flights of the retail market."""

from django.db import models
from django.db.models import F, Q

from participants.models.catalog_entry import CatalogEntry
from participants.querysets.catalogs import FlightQuerySet
from portal.web.addresses import reverse


class TestFlight(CatalogEntry):
    """One round of retail testing. `code` is MMYY; its days are when testing runs, not when anybody goes live."""

    REF_PREFIX = "TF"

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    application_deadline = models.DateTimeField("applications until")
    registration_deadline = models.DateTimeField("registration until")
    texas_set = models.CharField("Texas SET version", max_length=20)

    objects = FlightQuerySet.as_manager()

    class Meta(CatalogEntry.Meta):
        ordering = ["-starts_on", "code"]
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(code__regex=r"^(0[1-9]|1[0-2])[0-9]{2}$"), name="testflight_mmyy"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="testflight_days"),
            models.CheckConstraint(
                condition=Q(registration_deadline__gt=F("application_deadline")), name="testflight_deadlines"
            ),
        ]
        indexes = [models.Index(fields=["application_deadline", "id"], name="testflight_ahead")]

    def __str__(self) -> str:
        return f"Flight {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("participants:catalog-flights")
