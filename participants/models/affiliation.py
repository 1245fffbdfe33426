"""That two companies belong together: who owns whom, who stands under common control, who vouches for whom."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from participants.choices import Certainty, TieKind, TieSource
from participants.models.period import PERIOD, Dated, in_order
from participants.querysets.affiliations import AffiliationQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Affiliation(Row, Dated):
    """`kind` says what the other company is to `participant`. It opens nobody's data to the other company.

    The other company is a participant (`other`) or one outside the market, known by `other_name` alone; `other_key`
    is that name for comparing, so that two subsidiaries of one outside company are found together. Between two
    participants an ownership is always written as the child's parent. `told_by` is the company that declared it: that
    company, and no other, reads the row; both names are kept here, so that it needs no view of the other's rows.
    `announced_on` is the day on which a change of ownership was made known whose closing day is `starts_on`.
    """

    REF_PREFIX = "AF"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="affiliations")
    other = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="affiliations_from"
    )
    participant_name = models.CharField(max_length=200)
    other_name = models.CharField("name of the other company", max_length=200)
    other_key = models.CharField(max_length=200, blank=True, editable=False)
    kind = models.CharField(max_length=12, choices=TieKind)
    share = models.DecimalField("share in percent", max_digits=5, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=12, choices=TieSource)
    certainty = models.CharField("how sure", max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    told_by = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="affiliations_told"
    )
    announced_on = models.DateField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            in_order("affiliation_period"),
            models.CheckConstraint(condition=~Q(other_name="") & ~Q(participant_name=""), name="affiliation_named"),
            models.CheckConstraint(condition=Q(kind__in=TieKind.values), name="affiliation_kind"),
            models.CheckConstraint(condition=Q(source__in=TieSource.values), name="affiliation_source"),
            models.CheckConstraint(condition=Q(certainty__in=Certainty.values), name="affiliation_certainty"),
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("participant")), name="affiliation_of_two"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=100), name="affiliation_share_percent"
            ),
            models.CheckConstraint(
                condition=Q(other=None) & ~Q(other_key="") | Q(other__isnull=False, other_key=""),
                name="affiliation_inside_or_outside",
            ),
            models.CheckConstraint(
                condition=~Q(kind=TieKind.SUBSIDIARY) | Q(other=None), name="affiliation_written_by_the_child"
            ),
            models.CheckConstraint(
                condition=Q(source=TieSource.DECLARED, told_by__isnull=False)
                | ~Q(source=TieSource.DECLARED) & Q(told_by=None),
                name="affiliation_declared_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(announced_on=None) | Q(kind=TieKind.PARENT), name="affiliation_announced_ownership"
            ),
            ExclusionConstraint(
                name="affiliation_once",
                expressions=[
                    (F("participant"), RangeOperators.EQUAL),
                    (F("other"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(other__isnull=False),
            ),
            ExclusionConstraint(
                name="affiliation_once_outside",
                expressions=[
                    (F("participant"), RangeOperators.EQUAL),
                    (F("other_key"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=Q(other=None),
            ),
        ]
        indexes = [
            models.Index(fields=["other_key"], condition=~Q(other_key=""), name="affiliation_outside"),
            models.Index(fields=["starts_on"], condition=Q(announced_on__isnull=False), name="affiliation_announced"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other_name}"

    def get_absolute_url(self) -> str:
        return reverse("participants:affiliation-change", args=[self.ref])
