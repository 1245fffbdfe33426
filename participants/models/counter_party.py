"""The Counter-Party: the credit view of one entity, over all its QSE and CRRAH registrations."""

from django.db import models
from django.db.models import Q

from participants.querysets.owned import OwnedQuerySet
from participants.rules.fiscal_years import YearEnd
from portal.lifecycle.rows import Row


class CounterParty(Row):
    """Created with the first QSE or CRRAH registration of a participant.

    Its financial statements follow its fiscal year, which ends on `year_end_day` of `year_end_month`.
    """

    REF_PREFIX = "CP"

    participant = models.OneToOneField("participants.Participant", models.PROTECT, related_name="counter_party")
    since = models.DateField()
    year_end_month = models.PositiveSmallIntegerField("fiscal year ends in month", default=12)
    year_end_day = models.PositiveSmallIntegerField("fiscal year ends on day", default=31)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["participant"]
        verbose_name = "Counter-Party"
        verbose_name_plural = "Counter-Parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(year_end_month__in=[1, 3, 5, 7, 8, 10, 12], year_end_day__range=(1, 31))
                | Q(year_end_month__in=[4, 6, 9, 11], year_end_day__range=(1, 30))
                | Q(year_end_month=2, year_end_day__range=(1, 29)),
                name="counter_party_year_end",
            )
        ]

    def __str__(self) -> str:
        return f"Counter-Party {self.ref}"

    @property
    def year_end(self) -> YearEnd:
        return YearEnd(self.year_end_month, self.year_end_day)
