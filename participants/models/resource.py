"""A resource: a unit of generation, storage or load that a participant registered."""

from django.db import models
from django.db.models import Q

from participants.choices import ResourceType
from participants.models.findable import findable
from participants.querysets.resources import ResourceQuerySet
from portal.lifecycle.rows import Row


class Resource(Row):
    """`code` is the unit's name in the market systems, `capacity_mw` its nameplate capacity in megawatts."""

    REF_PREFIX = "RS"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="resources")
    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, null=True, blank=True, related_name="resources"
    )
    code = models.CharField("unit code", max_length=40)
    name = models.CharField(max_length=120, blank=True)
    station = models.CharField(max_length=120, blank=True)
    type = models.CharField(max_length=20, choices=ResourceType)
    capacity_mw = models.DecimalField("capacity (MW)", max_digits=9, decimal_places=3, null=True, blank=True)
    active = models.BooleanField(default=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "code"], name="resource_code_once"),
            models.CheckConstraint(condition=Q(type__in=ResourceType.values), name="resource_type"),
            models.CheckConstraint(condition=Q(capacity_mw=None) | Q(capacity_mw__gte=0), name="resource_capacity"),
        ]
        indexes = [findable("code", "name", "station", name="resource_search")]

    def __str__(self) -> str:
        return self.code
