"""Which QSE represents which resource or load serving entity, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from participants.models.period import PERIOD, Dated, in_order
from participants.querysets.representations import RepresentationQuerySet
from portal.lifecycle.rows import Row


class Representation(Row, Dated):
    """Both parties see the row. Their names are kept as declared, so neither needs to read the other's rows."""

    REF_PREFIX = "RP"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="represented", verbose_name="represented participant"
    )
    resource = models.ForeignKey(
        "participants.Resource", models.PROTECT, null=True, blank=True, related_name="representations"
    )
    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, null=True, blank=True, related_name="representations"
    )
    representative = models.ForeignKey("participants.Participant", models.PROTECT, related_name="representing")
    representative_registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, related_name="representing", verbose_name="QSE"
    )
    represented_name = models.CharField(max_length=240)
    representative_name = models.CharField(max_length=240)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            in_order("representation_period"),
            models.CheckConstraint(
                condition=Q(resource=None, registration__isnull=False) | Q(resource__isnull=False, registration=None),
                name="representation_of_one_thing",
            ),
            ExclusionConstraint(
                name="representation_one_qse_per_resource",
                expressions=[(F("resource"), RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(resource__isnull=False),
            ),
            ExclusionConstraint(
                name="representation_one_qse_per_registration",
                expressions=[(F("registration"), RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(registration__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representative_name} for {self.represented_name}"
