"""The Counter-Party: the credit view of one entity, over all its QSE and CRRAH registrations."""

from django.db import models

from participants.querysets.owned import OwnedQuerySet
from portal.lifecycle.rows import Row


class CounterParty(Row):
    """Created with the first QSE or CRRAH registration of a participant."""

    REF_PREFIX = "CP"

    participant = models.OneToOneField("participants.Participant", models.PROTECT, related_name="counter_party")
    since = models.DateField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["participant"]
        verbose_name = "Counter-Party"
        verbose_name_plural = "Counter-Parties"

    def __str__(self) -> str:
        return f"Counter-Party {self.ref}"
