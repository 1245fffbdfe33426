"""What plans of a kind of participant begin with."""

from django.db import models
from django.db.models import Q

from participants.models.catalog_entry import CatalogEntry


class PlanTemplate(CatalogEntry):
    """Lines to begin with, for participants of a market role or segment; both empty: for everybody.

    `content` holds lists named objectives, tasks, risks and milestones, as `participants/catalog/plan_templates.yaml`
    describes them.
    """

    REF_PREFIX = "PC"

    name = models.CharField(max_length=160)
    role = models.ForeignKey("participants.MarketRole", models.PROTECT, null=True, blank=True, related_name="+")
    segment = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)

    class Meta(CatalogEntry.Meta):
        verbose_name = "plan template"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="plantemplate_named"),
        ]

    def __str__(self) -> str:
        return self.name
