"""Agency between two companies: the agent may act for the principal within a scope and period."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from participants.choices import AccessArea
from participants.models.period import Dated, in_order
from participants.querysets.agencies import AgencyQuerySet
from portal.lifecycle.rows import Row


class Agency(Row, Dated):
    """Ending or withdrawing it ends at once every membership that rests on it; history stays with the principal.

    `participant` is the principal. The agent may be a participant itself or a company that only advises;
    both names are kept here, so that neither company needs a view of the other's rows.

    No access that rests on it reaches further than `registrations` and `areas`; without any, the whole company.
    """

    REF_PREFIX = "AG"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="agencies", verbose_name="principal"
    )
    agent = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="principals"
    )
    principal_name = models.CharField(max_length=200)
    agent_name = models.CharField(max_length=200)
    scope = models.CharField(max_length=200)
    registrations = models.ManyToManyField("participants.Registration", blank=True, related_name="agencies")
    areas = ArrayField(models.CharField(max_length=20, choices=AccessArea), default=list, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name_plural = "agencies"
        constraints = [
            in_order("agency_period"),
            models.CheckConstraint(condition=Q(areas__contained_by=AccessArea.values), name="agency_areas"),
            models.CheckConstraint(condition=Q(agent=None) | ~Q(agent=F("participant")), name="agency_two_companies"),
        ]

    @property
    def area_names(self) -> str:
        """The areas it is limited to, in words; "" where it is not."""
        return ", ".join(AccessArea(one).label for one in self.areas)

    def __str__(self) -> str:
        return f"{self.agent_name} as agent"
