"""A campaign: all obligations of one type and period, looked at together."""

from django.db import models
from django.db.models import F, Q

from participants.querysets.campaigns import CampaignQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Campaign(Row):
    """Begun with the first obligation of a period; how far it is follows from its obligations.

    The days are those of a company whose year ends in December; its obligations carry their own. Staff only.
    """

    REF_PREFIX = "CG"

    type = models.ForeignKey(
        "participants.ObligationType", models.PROTECT, related_name="campaigns", verbose_name="obligation"
    )
    period = models.CharField(max_length=20)
    opens_on = models.DateField("window opens", null=True, blank=True)
    due_on = models.DateField("due")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["type", "period"], name="campaign_once"),
            models.CheckConstraint(condition=~Q(period=""), name="campaign_period"),
            models.CheckConstraint(condition=Q(opens_on=None) | Q(opens_on__lte=F("due_on")), name="campaign_window"),
        ]
        indexes = [models.Index(fields=["-due_on", "-id"], name="campaign_due")]

    def __str__(self) -> str:
        return f"{self.type.code} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("participants:campaign-board", args=[self.ref])
