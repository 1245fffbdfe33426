"""A line of one's worklist that rests until a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.querysets.snoozes import SnoozeQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Snooze(Row):
    """One person's word that a line need not be shown before `until_on`, and why.

    It hides the line from that person alone, and ends by itself; what is missed after `at` is shown all the same.
    `subject_ref` names the row of the line, `kind` its kind in the worklist. Staff only.
    """

    REF_PREFIX = "SZ"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="snoozes", db_index=False)
    participant = models.ForeignKey(
        "participants.Participant",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="whose line it is",
    )
    kind = models.CharField(max_length=20)
    subject_ref = models.CharField("of", max_length=20)
    title = models.CharField(max_length=300)
    until_on = models.DateField("until")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        ordering = ["until_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "subject_ref"], name="snooze_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="snooze_reasoned"),
            models.CheckConstraint(condition=~Q(subject_ref=""), name="snooze_of_something"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('participants:worklist')}?view=snoozed"
