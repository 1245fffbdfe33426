"""How changes after go-live are gone about."""

from django.db import models
from django.db.models import Q

from participants.models.catalog_entry import CatalogEntry


class ChangeProcedure(CatalogEntry):
    """The steps of one kind of change.

    `lead` is the time rule for computing, as `{"amount": 45, "unit": "day", "calendar": "always"}`; empty where the
    rule gives no number.
    """

    REF_PREFIX = "CH"

    name = models.CharField(max_length=200)
    steps = models.JSONField()
    time_rule = models.CharField(max_length=200)
    lead = models.JSONField(default=dict, blank=True)

    class Meta(CatalogEntry.Meta):
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(name="") & ~Q(time_rule=""), name="changeprocedure_named"),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"
