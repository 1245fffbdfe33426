"""Agency between two companies: the agent may act for the principal within a scope and period."""

from django.db import models
from django.db.models import F, Q

from participants.models.period import Dated, in_order
from participants.querysets.agencies import AgencyQuerySet
from portal.lifecycle.rows import Row


class Agency(Row, Dated):
    """Ending or withdrawing it ends at once every membership that rests on it; history stays with the principal.

    `participant` is the principal. The agent may be a participant itself or a company that only advises;
    both names are kept here, so that neither company needs a view of the other's rows.
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
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name_plural = "agencies"
        constraints = [
            in_order("agency_period"),
            models.CheckConstraint(condition=Q(agent=None) | ~Q(agent=F("participant")), name="agency_two_companies"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_name} as agent"
